import type { PreservedFile, RunResult } from "../../../../server/src/protocol.ts";
import { readRecord } from "../../infrastructure/read-record.ts";
import { listOf, property } from "../../infrastructure/unknown.ts";
import type { HostClient } from "../host-process/host-client.ts";

const isPreserved = (value: unknown): value is PreservedFile =>
  typeof property(value, "from") === "string" && typeof property(value, "to") === "string";

/** What the record says was saved. */
async function completed(recordFile: string, lost: RunResult): Promise<RunResult> {
  const preserved = property(await readRecord(recordFile), "preserved");
  return { ...lost, recordFile, preserved: listOf(preserved).filter(isPreserved) };
}

/** Has another host finish the run of one that died: disks are saved, access is taken back, the record is completed. */
export async function recoverLost(host: HostClient, recordFolder: string, lost: RunResult): Promise<RunResult> {
  try {
    const recovered = await host.ask({ type: "recover", recordFolder, ids: [lost.id] });
    const [own] = listOf(recovered).filter((file) => typeof file === "string");
    return own === undefined ? lost : await completed(own, lost);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...lost, problems: [...lost.problems, `What it left could not be tidied up: ${reason}`] };
  } finally {
    host.dispose();
  }
}
