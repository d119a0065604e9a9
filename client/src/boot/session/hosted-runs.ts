import { readFile } from "node:fs/promises";
import type { BootRequest, PlannedBoot, RunStatus } from "../../../../server/src/protocol.ts";
import { HostClient } from "../host-process/host-client.ts";
import { dialHost, type PipeAddress } from "../host-process/pipe-link.ts";

/** Keeps secrets across windows; VS Code's secret storage is one. */
export interface SecretMemory {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
}

const key = "confidentialPods.boot.hosts";

const isAddress = (value: unknown): value is PipeAddress =>
  typeof value === "object" &&
  value !== null &&
  "pipe" in value &&
  typeof value.pipe === "string" &&
  "secret" in value &&
  typeof value.secret === "string";

async function addresses(memory: SecretMemory): Promise<readonly PipeAddress[]> {
  const value: unknown = JSON.parse((await memory.get(key)) ?? "[]");
  return Array.isArray(value) ? value.filter(isAddress) : [];
}

const store = (memory: SecretMemory, known: readonly PipeAddress[]): PromiseLike<void> =>
  memory.store(key, JSON.stringify(known));

/** Remembers a host that lives on when the window is gone. */
export async function rememberHost(memory: SecretMemory, address: PipeAddress): Promise<void> {
  await store(memory, [...(await addresses(memory)), address]);
}

export async function forgetHost(memory: SecretMemory, { pipe }: PipeAddress): Promise<void> {
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

/** Finds the runs of hosts that an earlier window started; what is gone is forgotten. */
export async function findHostedRuns(memory: SecretMemory): Promise<readonly FoundRun[]> {
  const found: FoundRun[] = [];
  for (const address of await addresses(memory)) {
    try {
      const host = new HostClient(await dialHost(address));
      const status = await host.ask({ type: "status" });
      if (!isStatus(status)) throw new Error("The host has no run.");
      found.push({ host, address, status, ...(await subjectOf(status)) });
    } catch {
      await forgetHost(memory, address);
    }
  }
  return found;
}
