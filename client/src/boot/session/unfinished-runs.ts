import path from "node:path";
import { readRecord } from "../../infrastructure/read-record.ts";
import { listOf, property } from "../../infrastructure/unknown.ts";
import type { HostClient } from "../host-process/host-client.ts";

/** A run that had not ended when it was last heard of. */
export interface UnfinishedRun {
  readonly id: string;
  readonly recordFolder: string;
}

/** What remembers across windows; VS Code's memento is one. */
export interface RunMemory {
  get(key: string, fallback: readonly UnfinishedRun[]): readonly UnfinishedRun[];
  update(key: string, value: readonly UnfinishedRun[]): PromiseLike<void>;
}

const key = "confidentialPods.boot.unfinished";
const mostRemembered = 50;

/** Remembers a run until {@link forgetRun}: what ends VS Code in between leaves it to the next window. */
export async function rememberRun(memory: RunMemory, run: UnfinishedRun): Promise<void> {
  await memory.update(key, [run, ...memory.get(key, [])].slice(0, mostRemembered));
}

export async function forgetRun(memory: RunMemory, id: string): Promise<void> {
  await memory.update(
    key,
    memory.get(key, []).filter((run) => run.id !== id),
  );
}

/** Whether there is a run that may go on without a window. */
export const hasUnfinished = (memory: RunMemory): boolean => memory.get(key, []).length > 0;

/** Whether the record still says that the run goes on: its host lives, or could not be tidied up after. */
async function isUnfinished({ id, recordFolder }: UnfinishedRun): Promise<boolean> {
  return property(await readRecord(path.join(recordFolder, `${id}_run.json`)), "state") === "running";
}

/** Finishes what hosts that were killed left behind. Returns the files of the records that were completed. */
export async function recoverUnfinished(memory: RunMemory, start: () => HostClient): Promise<readonly string[]> {
  const runs = memory.get(key, []);
  const open: UnfinishedRun[] = [];
  for (const run of runs) if (await isUnfinished(run)) open.push(run);
  const recovered: string[] = [];
  if (open.length > 0) {
    const host = start();
    try {
      for (const recordFolder of new Set(open.map((run) => run.recordFolder))) {
        const ids = open.filter((run) => run.recordFolder === recordFolder).map(({ id }) => id);
        const files = await host.ask({ type: "recover", recordFolder, ids });
        recovered.push(...listOf(files).filter((file) => typeof file === "string"));
      }
    } finally {
      host.dispose();
    }
  }
  if (runs.length > 0) {
    const still: UnfinishedRun[] = [];
    for (const run of open) if (await isUnfinished(run)) still.push(run);
    await memory.update(key, still);
  }
  return recovered;
}
