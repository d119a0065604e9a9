import type { BootRequest, HostEvent, RunResult } from "../../../../server/src/protocol.ts";
import { RunJournal } from "../record/run-journal.ts";
import { CancelledError } from "../wait.ts";
import { bootable } from "./boot-vm.ts";
import { closeRun } from "./close-run.ts";
import { describeFailure } from "./failure.ts";
import { tearDown } from "./tear-down.ts";
import { defaultTimeouts } from "./timeouts.ts";
import { checkFiles, WorkFiles } from "./work-files.ts";

/** Says what a boot would do where a rehearsal does nothing. */
function tellOmissions({ plan, newScratch }: BootRequest, journal: RunJournal): void {
  const { diskIdentifier, gcs } = bootable(plan);
  for (const { path, access } of plan.grants) {
    const call = access === "vm" ? { call: "HcsGrantVmAccess", id: plan.id } : { call: "HcsGrantVmGroupAccess" };
    journal.detail("would", { ...call, path });
  }
  if (diskIdentifier !== null && diskIdentifier.path !== newScratch?.path) {
    journal.detail("would", { call: "SetVirtualDiskInformation", ...diskIdentifier });
  }
  journal.detail("would", { call: "HcsCreateComputeSystem", id: plan.id });
  for (const [name, service] of Object.entries(gcs.services))
    journal.detail("would", { call: "listen", name, service });
  journal.detail("would", { call: "HcsStartComputeSystem", id: plan.id });
  journal.note("This was a rehearsal: no VM was made, and nothing was asked of HCS.");
}

/** Does all that a boot does to files, and nothing of what it asks of Windows; the record says that it is a rehearsal. */
export async function rehearse(
  request: BootRequest,
  emit: (event: HostEvent) => void,
  signal: AbortSignal,
  skipHashes: AbortSignal,
): Promise<RunResult> {
  const journal = await RunJournal.begin("rehearsal", request, emit);
  const files = new WorkFiles((made) => journal.update({ leftovers: { grants: [], files: [...made] } }));
  let failure: RunResult["failure"];
  let isPrepared = false;
  try {
    journal.enter("checking");
    bootable(request.plan);
    await checkFiles(request);
    journal.enter("preparing");
    await files.make(request, signal);
    isPrepared = true;
    tellOmissions(request, journal);
  } catch (error) {
    if (!(error instanceof CancelledError)) failure = describeFailure(error, journal.phase);
  }
  const preserve = isPrepared ? request.plan.preserve : [];
  const timeouts = { ...defaultTimeouts, ...request.timeouts };
  const preserved = await tearDown(
    { session: undefined, grants: undefined, files, preserve, giveUp: () => undefined },
    journal,
    timeouts,
  );
  const outcome = failure !== undefined ? "failed" : signal.aborted ? "cancelled" : "ended";
  return closeRun(journal, { outcome, failure, preserved }, emit, skipHashes);
}
