import type { RunRecord } from "./run-record.ts";

/** Said of a run whose EFI disk the guest could not write. */
export const readOnlyEfi = "EFI disk was read-only";

/**
 * What the boot status log on a run's EFI disk says of the run.
 * A read-only disk keeps the log of an earlier boot, which says nothing of this one.
 */
export function timelineOutcome<Outcome>(record: RunRecord | undefined, outcome: Outcome) {
  return record?.hasReadOnlyEfi ? { kind: "unknown", brief: readOnlyEfi, text: readOnlyEfi } : outcome;
}
