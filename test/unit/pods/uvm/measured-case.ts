import { readFileSync } from "node:fs";
import type { Platform } from "../../../../server/src/pods/manifest/annotation-set.ts";
import type { JsonOption } from "../../../../server/src/pods/uvm/options-json.ts";

type Options = { readonly [name: string]: JsonOption };
type Texts = { readonly [key: string]: string };

/** What hcsshim answered, and what it was asked beside the annotations. */
interface Answer {
  readonly like?: "wcow" | "cwcow" | "lcow" | "clcow";
  readonly error?: string;
  readonly logged?: readonly (readonly [key: string, message: string])[];
  readonly options?: Options;
  readonly hostProcess?: boolean;
  readonly build?: number;
  readonly oci?: { readonly [name: string]: number };
  readonly runtime?: {
    readonly bootFilesRootPath?: string;
    readonly vmProcessorCount?: number;
    readonly vmMemorySizeInMb?: number;
    readonly ncProxyAddr?: string;
    readonly defaultContainerAnnotations?: Texts;
  };
}

/** One measured sandbox of test/fixtures/uvm. */
export type MeasuredCase = readonly [name: string, platform: Platform, annotations: Texts, answer: Answer];

const folder = "test/fixtures/uvm";
const prefixes: readonly (readonly [short: string, long: string])[] = [
  ["t:", "io.microsoft.virtualmachine.computetopology."],
  ["v:", "io.microsoft.virtualmachine."],
  ["m:", "io.microsoft."],
  ["h:", "microsoft.com/"],
  ["k:", "io.kubernetes.cri."],
  ["=", ""],
];

/** The key that a case writes in short. */
export function longKey(short: string): string {
  const prefix = prefixes.find(([start]) => short.startsWith(start));
  if (prefix === undefined) throw new Error(`no prefix in ${short}`);
  return prefix[1] + short.slice(prefix[0].length);
}

export const withLongKeys = (texts: Texts): Map<string, string> =>
  new Map(Object.entries(texts).map(([key, value]) => [longKey(key), value]));

// The fixture's README gives the shape of its lines.
const parseCase = (line: string) => JSON.parse(line) as MeasuredCase;

export const measuredCases: readonly MeasuredCase[] = readFileSync(`${folder}/measured-cases.jsonl`, "utf8")
  .trimEnd()
  .split("\n")
  .map(parseCase);

// One record of options for each of the four names.
const baselines = JSON.parse(readFileSync(`${folder}/measured-baselines.json`, "utf8")) as Readonly<
  Record<NonNullable<Answer["like"]>, Options>
>;

/** The options that a case ended up with; undefined where it was refused while annotations were read. */
export function expectedOptions({ like, options }: Answer): Options | undefined {
  return like === undefined ? undefined : { ...baselines[like], ...options };
}
