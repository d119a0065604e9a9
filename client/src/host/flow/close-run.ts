import type { HostEvent, PreservedFile, RunFailure, RunOutcome, RunResult } from "../../../../server/src/protocol.ts";
import { hashPreserved, hasUnhashed } from "../disks/hash-preserved.ts";
import { messageOf } from "../errors.ts";
import type { RunJournal } from "../record/run-journal.ts";
import type { RunRecord } from "../record/run-record.ts";

/** How a run came to its end, and what it saved. */
export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly failure?: RunFailure | undefined;
  readonly exit?: RunRecord["exit"] | undefined;
  readonly preserved: readonly PreservedFile[];
}

type Emit = (event: HostEvent) => void;

async function hash(
  preserved: readonly PreservedFile[],
  journal: RunJournal,
  emit: Emit,
  skipHashes: AbortSignal,
): Promise<readonly PreservedFile[]> {
  if (!hasUnhashed(preserved)) return preserved;
  journal.enter("hashing");
  return hashPreserved(preserved, skipHashes, {
    progress: (to, percent) => emit({ type: "hashing", to, percent }),
    hashed: async (files) => {
      emit({ type: "preserved", preserved: files });
      await journal.update({ preserved: files });
    },
  });
}

/**
 * Ends a run of which nothing is left but its record: writes and tells how it ended, and hashes what it saved afterwards,
 * which nobody has to wait for. Never throws.
 * @param skipHashes leaves the files without the hashes that they have not got yet
 */
export async function closeRun(
  journal: RunJournal,
  { outcome, failure, exit, preserved }: RunEnd,
  emit: Emit,
  skipHashes: AbortSignal,
): Promise<RunResult> {
  const failed = failure === undefined ? {} : { failure };
  const finished = journal.finish({ state: outcome, ...failed, ...(exit === undefined ? {} : { exit }), preserved });
  // The VM is gone by now; a full disk must not keep that from being told.
  await finished.catch((error: unknown) => journal.problem(`The record could not be written. ${messageOf(error)}`));
  const { record, path } = journal;
  const result: RunResult = {
    id: record.id,
    outcome,
    wasReady: record.wasReady,
    ...failed,
    ...(exit === undefined ? {} : { exitType: exit.exitType }),
    preserved,
    problems: record.problems,
    recordFile: path,
  };
  emit({ type: "ended", result });
  const hashed = await hash(preserved, journal, emit, skipHashes);
  await journal.close();
  return { ...result, preserved: hashed };
}
