import { readFile, stat } from "node:fs/promises";
import { parseJson } from "./unknown.ts";

/** A record is some ten kilobytes; a file that is larger is none of ours. Bytes. */
const largestRecord = 16 * 2 ** 20;

/** What a `<uvm id>_run.json` holds, whoever wrote it; undefined where it cannot be read or is not JSON. */
export async function readRecord(file: string): Promise<unknown> {
  try {
    return (await stat(file)).size > largestRecord ? undefined : parseJson(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
