import type { PlannedBoot, RunStatus } from "../../../../server/src/protocol.ts";
import { textProperty } from "../../infrastructure/unknown.ts";
import { dialUntil } from "../host-process/elevated-host.ts";
import { HostClient } from "../host-process/host-client.ts";
import type { PipeAddress } from "../host-process/pipe-link.ts";
import type { KnownHosts } from "./known-hosts.ts";

/** How long a host may take to notice that its window is gone, milliseconds. */
const patience = 10_000;

/** A run that goes on without a window. */
export interface FoundRun {
  readonly host: HostClient;
  readonly address: PipeAddress;
  readonly status: RunStatus;
}

const isStatus = (value: unknown): value is RunStatus =>
  typeof value === "object" && value !== null && "request" in value && "phase" in value && "id" in value;

/** What a run was planned as, as far as its request tells. */
export function plannedOf({ request, id }: RunStatus): PlannedBoot {
  const title = request.context["title"];
  return {
    kind: "planned",
    name: textProperty(title, "name") || id,
    summary: textProperty(title, "summary"),
    isolation: textProperty(title, "isolation"),
    plan: request.plan,
    newScratch: request.newScratch,
    debugFolder: "",
    findings: [],
    steps: [],
  };
}

async function findRun(address: PipeAddress, patienceMs: number): Promise<FoundRun> {
  const host = new HostClient(await dialUntil(address, patienceMs));
  try {
    const status = await host.ask({ type: "status" });
    if (!isStatus(status)) throw new Error("The host has no run.");
    return { host, address, status };
  } catch (error) {
    host.dispose();
    throw error;
  }
}

/** Finds the runs of hosts that an earlier window started; what is gone is forgotten. */
export async function findHostedRuns(known: KnownHosts, patienceMs = patience): Promise<readonly FoundRun[]> {
  const addresses = await known.all();
  const found = await Promise.allSettled(addresses.map((address) => findRun(address, patienceMs)));
  const runs = found.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const gone = addresses.filter(({ pipe }) => !runs.some(({ address }) => address.pipe === pipe));
  for (const address of gone) await known.forget(address);
  return runs;
}
