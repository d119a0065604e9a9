import path from "node:path";
import type { Console } from "../console.ts";
import { parseOptions } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";

const options = {
  json: { type: "boolean", default: false },
  partition: { type: "string" },
  parent: { type: "string", multiple: true },
  log: { type: "string", multiple: true },
  hash: { type: "boolean", default: false },
  deleted: { type: "boolean", default: false },
  streams: { type: "boolean", default: false },
  out: { type: "string" },
  "boot-files": { type: "string" },
} as const;

/** Options that not every command has. */
export type DiskOptionName = Exclude<keyof typeof options, "parent">;

/** What a `disk` command was asked for. Paths of files are absolute, `names` are as they were given. */
export interface DiskOptions {
  readonly names: readonly string[];
  readonly json: boolean;
  readonly partition: number | undefined;
  readonly parents: readonly string[];
  /** Transaction logs of a hive, as they were given. */
  readonly logs: readonly string[];
  readonly hash: boolean;
  readonly deleted: boolean;
  readonly streams: boolean;
  readonly out: string | undefined;
  readonly bootFiles: string | undefined;
  /** A name as the path of a file. */
  readonly pathOf: (name: string) => string;
}

/** Reads a command's arguments; what it does not have in `allowed` is refused rather than ignored. */
export function readDiskOptions(
  command: string,
  args: readonly string[],
  allowed: readonly DiskOptionName[],
  { folder }: Console,
): DiskOptions {
  const { values, positionals } = parseOptions(args, options);
  for (const name of optionNames) {
    if (isGiven(values[name]) && !allowed.includes(name)) throw new UsageError(`disk ${command} has no --${name}.`);
  }
  const pathOf = (name: string): string => path.resolve(folder, name);
  return {
    names: positionals,
    json: values.json,
    partition: partitionNumber(values.partition),
    parents: (values.parent ?? []).map(pathOf),
    logs: values.log ?? [],
    hash: values.hash,
    deleted: values.deleted,
    streams: values.streams,
    out: values.out === undefined ? undefined : pathOf(values.out),
    bootFiles: values["boot-files"] === undefined ? undefined : pathOf(values["boot-files"]),
    pathOf,
  };
}

const optionNames: readonly DiskOptionName[] = [
  "json",
  "partition",
  "log",
  "hash",
  "deleted",
  "streams",
  "out",
  "boot-files",
];

const isGiven = (value: string | boolean | readonly string[] | undefined): boolean =>
  value !== undefined && value !== false;

function partitionNumber(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{1,4}$/.test(given)) return Number(given);
  throw new UsageError(`--partition takes the number of a partition, counted from 0; not '${given}'.`);
}
