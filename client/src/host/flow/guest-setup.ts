import { open } from "node:fs/promises";
import type { BootPlanMessage, BootTimeouts } from "../../../../server/src/protocol.ts";
import { codeOf } from "../errors.ts";
import { Bridge } from "../gcs/bridge.ts";
import { negotiate } from "../gcs/negotiate.ts";
import {
  hvSocketRequest,
  logServiceRequest,
  securityPolicyRequest,
  type TimeZone,
  utcTimeZone,
} from "../gcs/requests.ts";
import { type GuestCapabilities, GuestError } from "../gcs/response.ts";
import type { RunJournal } from "../record/run-journal.ts";
import type { HvListener } from "../sockets/listener.ts";
import type { Limit } from "../wait.ts";
import { PlanError } from "./failure.ts";
import type { VmSession } from "./vm-session.ts";

type GcsPlan = NonNullable<BootPlanMessage["gcs"]>;

/** The largest signed measurement that is sent along with a policy. */
const maximumReference = 4 * 2 ** 20;

async function readReference(file: string | undefined): Promise<string> {
  if (file === undefined) return "";
  try {
    const handle = await open(file, "r");
    try {
      if ((await handle.stat()).size > maximumReference) {
        throw new PlanError("reference-size", `${file} is not a reference info file: it is larger than 4 MiB.`);
      }
      return (await handle.readFile()).toString("base64");
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}

/** Takes the guest's connection and agrees with it on the protocol. */
export async function connectGuest(
  session: VmSession,
  listener: HvListener,
  journal: RunJournal,
  zones: { readonly utc: boolean; readonly host: () => TimeZone },
  limit: Limit,
): Promise<{ readonly bridge: Bridge; readonly capabilities: GuestCapabilities }> {
  const connection = await session.whileAlive(listener.accept(limit, "The guest's connection"));
  await session.release(listener);
  journal.enter("negotiating");
  const bridge = new Bridge(connection, {
    sent: (procedure, id, size) => journal.detail("sent", { procedure, id: Number(id), size }),
    received: (name, id, size, result) => journal.detail("received", { name, id: Number(id), size, result }),
    unexpected: (what) => journal.note(`The guest sent ${what}.`),
  });
  session.bridge = bridge;
  const zone = zones.utc ? (): TimeZone => utcTimeZone : zones.host;
  const capabilities = await session.whileAlive(negotiate(bridge, zone, limit));
  session.guestSystem = capabilities.operatingSystem;
  journal.detail("capabilities", capabilities);
  return { bridge, capabilities };
}

async function forwardLogs(
  session: VmSession,
  plan: BootPlanMessage,
  capabilities: GuestCapabilities,
  journal: RunJournal,
  limit: Limit,
): Promise<void> {
  const { bridge } = session;
  if (bridge === undefined) return;
  if (!capabilities.logForwarding) {
    journal.note("The guest does not support log forwarding; there will be no guest log.");
    return;
  }
  try {
    if (plan.logSettings !== "") {
      await session.whileAlive(bridge.call(logServiceRequest("ModifyServiceSettings", plan.logSettings), limit));
    }
    await session.whileAlive(bridge.call(logServiceRequest("StartLogForwarding"), limit));
  } catch (error) {
    // hcsshim gives up the VM for this only where it is confidential.
    if (plan.confidential || !(error instanceof GuestError)) throw error;
    journal.problem(error.message);
  }
}

/** Tells the connected guest its address, its policy and what to log. */
export async function setUpGuest(
  session: VmSession,
  plan: BootPlanMessage & { readonly gcs: GcsPlan },
  capabilities: GuestCapabilities,
  journal: RunJournal,
  timeouts: BootTimeouts,
  signal: AbortSignal,
): Promise<void> {
  const { gcs } = plan;
  const limit = { timeoutMs: timeouts.request, signal };
  const ask = async (request: Parameters<Bridge["call"]>[0]): Promise<void> => {
    if (session.bridge !== undefined) await session.whileAlive(session.bridge.call(request, limit));
  };
  journal.enter("configuring");
  if (capabilities.operatingSystem === "windows") await ask(hvSocketRequest(session.runtimeId));
  if (gcs.policy !== undefined) {
    journal.enter("policy");
    const [reference, hashEnvelopeReference] = await Promise.all([
      readReference(gcs.referenceInfoFiles.signed),
      readReference(gcs.referenceInfoFiles.hashEnvelope),
    ]);
    await ask(securityPolicyRequest({ enforcer: gcs.enforcer, policy: gcs.policy, reference, hashEnvelopeReference }));
  }
  if (gcs.logForwarding) {
    journal.enter("logs");
    await forwardLogs(session, plan, capabilities, journal, limit);
  }
}
