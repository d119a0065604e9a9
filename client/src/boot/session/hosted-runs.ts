import { readFile } from "node:fs/promises";
import type { BootRequest, PlannedBoot, RunStatus } from "../../../../server/src/protocol.ts";
import { dialUntil } from "../host-process/elevated-host.ts";
import { HostClient } from "../host-process/host-client.ts";
import type { PipeAddress } from "../host-process/pipe-link.ts";

/** Keeps a secret text across windows. */
export interface HostMemory {
  get(): PromiseLike<string | undefined>;
  store(value: string): PromiseLike<void>;
}

/** How long a host may take to notice that its window is gone, milliseconds. */
const patience = 10_000;

const isAddress = (value: unknown): value is PipeAddress =>
  typeof value === "object" &&
  value !== null &&
  "pipe" in value &&
  typeof value.pipe === "string" &&
  "secret" in value &&
  typeof value.secret === "string";

async function addresses(memory: HostMemory): Promise<readonly PipeAddress[]> {
  const value: unknown = JSON.parse((await memory.get()) ?? "[]");
  return Array.isArray(value) ? value.filter(isAddress) : [];
}

const store = (memory: HostMemory, known: readonly PipeAddress[]): PromiseLike<void> =>
  memory.store(JSON.stringify(known));

/** Remembers a host that lives on when the window is gone. */
export async function rememberHost(memory: HostMemory, address: PipeAddress): Promise<void> {
  await store(memory, [...(await addresses(memory)), address]);
}

export async function forgetHost(memory: HostMemory, { pipe }: PipeAddress): Promise<void> {
  await store(
    memory,
    (await addresses(memory)).filter((known) => known.pipe !== pipe),
  );
}

/** A run that goes on without a window. */
export interface FoundRun {
  readonly host: HostClient;
  readonly address: PipeAddress;
  readonly status: RunStatus;
  readonly planned: PlannedBoot;
  readonly request: BootRequest;
}

const isStatus = (value: unknown): value is RunStatus =>
  typeof value === "object" && value !== null && "recordFile" in value && "phase" in value && "id" in value;

const textOf = (value: unknown, name: string): string => {
  const text: unknown =
    typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
  return typeof text === "string" ? text : "";
};

/** What a run is of, by its record, which the host itself named. */
export async function subjectOf({ recordFile, id }: RunStatus): Promise<Pick<FoundRun, "planned" | "request">> {
  const { request }: { readonly request: BootRequest } = JSON.parse(await readFile(recordFile, "utf8"));
  const title = request.context["title"];
  const planned: PlannedBoot = {
    kind: "planned",
    name: textOf(title, "name") || id,
    summary: textOf(title, "summary"),
    isolation: textOf(title, "isolation"),
    plan: request.plan,
    newScratch: request.newScratch,
    debugFolder: "",
    findings: [],
    steps: [],
  };
  return { planned, request };
}

async function findRun(address: PipeAddress, patienceMs: number): Promise<FoundRun> {
  const host = new HostClient(await dialUntil(address, patienceMs));
  try {
    const status = await host.ask({ type: "status" });
    if (!isStatus(status)) throw new Error("The host has no run.");
    return { host, address, status, ...(await subjectOf(status)) };
  } catch (error) {
    host.dispose();
    throw error;
  }
}

/** Finds the runs of hosts that an earlier window started; what is gone is forgotten. */
export async function findHostedRuns(memory: HostMemory, patienceMs = patience): Promise<readonly FoundRun[]> {
  const known = await addresses(memory);
  const found = await Promise.allSettled(known.map((address) => findRun(address, patienceMs)));
  const runs = found.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const gone = known.filter(({ pipe }) => !runs.some(({ address }) => address.pipe === pipe));
  for (const address of gone) await forgetHost(memory, address);
  return runs;
}
