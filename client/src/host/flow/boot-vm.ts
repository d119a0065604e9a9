import { randomFillSync } from "node:crypto";
import type { BootPlanMessage, BootRequest, BootTimeouts } from "../../../../server/src/protocol.ts";
import { HcsError } from "../hcs/hcs-error.ts";
import { isFailure } from "../hcs/hresult.ts";
import type { Natives } from "../native/natives.ts";
import type { RunJournal } from "../record/run-journal.ts";
import type { HvListener } from "../sockets/listener.ts";
import { Deadline, within } from "../wait.ts";
import { PlanError } from "./failure.ts";
import type { Grants } from "./grants.ts";
import { connectGuest, setUpGuest } from "./guest-setup.ts";
import type { VmSession } from "./vm-session.ts";

/** What a Linux guest gets to seed its random numbers. */
const entropySize = 512;

type GcsPlan = NonNullable<BootPlanMessage["gcs"]>;

/** A plan that can be booted. @throws {PlanError} in the words of the plan */
export function bootable(
  plan: BootPlanMessage,
): BootPlanMessage & { readonly document: string; readonly gcs: GcsPlan & { services: { gcs: string } } } {
  const { document, gcs } = plan;
  const service = gcs?.services.gcs;
  if (plan.error !== null) throw new PlanError("plan", plan.error);
  if (document === null || gcs === null || service === undefined) {
    throw new PlanError("plan", "This pod has no VM: only pods with hypervisor isolation are booted.");
  }
  return { ...plan, document, gcs: { ...gcs, services: { ...gcs.services, gcs: service } } };
}

async function identifyDisk(
  natives: Natives,
  request: BootRequest,
  journal: RunJournal,
  limit: Deadline,
): Promise<void> {
  const { diskIdentifier } = request.plan;
  // A scratch of ours carries its identifier from the start.
  if (diskIdentifier === null || diskIdentifier.path === request.newScratch?.path) return;
  journal.enter("identifying");
  const { path, guid } = diskIdentifier;
  const started = performance.now();
  const hresult = await within(natives.setDiskIdentifier(path, guid), limit, `The disk identifier of ${path}`);
  journal.call("SetVirtualDiskInformation", hresult, performance.now() - started);
  if (isFailure(hresult)) throw new HcsError("SetVirtualDiskInformation", hresult, undefined, path);
}

async function giveEntropy(session: VmSession, listener: HvListener, limit: Deadline): Promise<void> {
  const connection = await session.whileAlive(listener.accept(limit, "The guest's connection for random numbers"));
  connection.on("error", () => connection.destroy());
  connection.end(randomFillSync(Buffer.alloc(entropySize)));
  await session.release(listener);
}

/** Boots the VM of a plan until its guest is ready. What exists of it is in `session`, also when this throws. */
export async function bootVm(
  natives: Natives,
  session: VmSession,
  grants: Grants,
  journal: RunJournal,
  request: BootRequest,
  timeouts: BootTimeouts,
  signal: AbortSignal,
): Promise<void> {
  const plan = bootable(request.plan);
  const { services } = plan.gcs;
  const creation = new Deadline({ timeoutMs: timeouts.create, signal });

  journal.enter("granting");
  await grants.give(plan, creation);
  await identifyDisk(natives, request, journal, creation);

  journal.enter("creating");
  const system = await session.create(plan.id, plan.document, creation);
  await session.readRuntimeId(creation);

  journal.enter("listening");
  if (plan.consolePipe !== null) await session.openConsole(plan.consolePipe);
  const logs = services.log === undefined ? undefined : session.listen(services.log);
  const entropy = services.entropy === undefined ? undefined : session.listen(services.entropy);
  const listener = session.listen(services.gcs);

  journal.enter("starting");
  const connection = new Deadline({ timeoutMs: timeouts.connection, signal });
  await session.whileAlive(system.start(connection));
  if (logs !== undefined) void session.receiveLogs(logs);
  journal.enter("accepting");
  if (entropy !== undefined) await giveEntropy(session, entropy, connection);
  const zones = { utc: plan.gcs.utc, host: natives.timeZone };
  const { capabilities } = await connectGuest(session, listener, journal, zones, connection);
  await setUpGuest(session, plan, capabilities, journal, timeouts, signal);
}
