import { baseName, isDiskImage } from "./artifact-file.ts";
import type { RunFile, RunFiles } from "./group-runs.ts";
import { isEfiDisk, type RunRecord } from "./run-record.ts";

/** A run of a UVM, by what it left in a data folder. */
export interface Run extends RunFiles {
  /** Absolute path of the data folder. */
  readonly folder: string;
  /** Undefined for a run of the shim's own, which leaves no record. */
  readonly record: RunRecord | undefined;
}

/** When it ran, in milliseconds since 1970: its start where that is known, else the newest file's time. */
export function runTime({ record, files }: Run): number {
  return record?.startedAt ?? Math.max(0, ...files.map(({ modified }) => modified));
}

/** Bytes of all its files. */
export function runSize({ files }: Run): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The identifier as a person tells runs apart: a pod's 64 digits are cut. */
export function shortId(id: string): string {
  return id.replace(/^([0-9a-f]{12})[0-9a-f]{52}/i, "$1…");
}

/** The name of an image of any folder as a person tells it from others. */
export function imageName(image: string): string {
  return shortId(baseName(image));
}

/** The disk that the guest's boot applications write to; undefined: it was not preserved. */
export function efiDisk({ files }: Run): RunFile | undefined {
  return files.find(({ suffix }) => isEfiDisk(suffix)) ?? files.find(({ suffix }) => /boot.*\.vhdx?$/i.test(suffix));
}

/** The disk images of a run. */
export function disksOf({ files }: RunFiles): readonly RunFile[] {
  return files.filter(({ suffix }) => isDiskImage(suffix));
}
