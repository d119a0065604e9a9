import { readFile } from "node:fs/promises";
import type { PreservedFile, RunResult } from "../../../../server/src/protocol.ts";
import type { HostClient } from "../host-process/host-client.ts";

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

const isPreserved = (value: unknown): value is PreservedFile =>
  typeof member(value, "from") === "string" && typeof member(value, "to") === "string";

/** What the record says was saved. */
async function completed(recordFile: string, lost: RunResult): Promise<RunResult> {
  const record: unknown = JSON.parse(await readFile(recordFile, "utf8"));
  const preserved = member(record, "preserved");
  return { ...lost, recordFile, preserved: Array.isArray(preserved) ? preserved.filter(isPreserved) : [] };
}

/** Has another host finish the run of one that died: disks are saved, access is taken back, the record is completed. */
export async function recoverLost(host: HostClient, recordFolder: string, lost: RunResult): Promise<RunResult> {
  try {
    const recovered = await host.ask({ type: "recover", recordFolder, ids: [lost.id] });
    const files = Array.isArray(recovered) ? recovered.filter((file) => typeof file === "string") : [];
    const [own] = files;
    return own === undefined ? lost : await completed(own, lost);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...lost, problems: [...lost.problems, `What it left could not be tidied up: ${reason}`] };
  } finally {
    host.dispose();
  }
}
