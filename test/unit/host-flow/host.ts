import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { BootRun } from "../../../client/src/host/flow/boot-run.ts";
import { isAlive } from "../../../client/src/host/is-alive.ts";
import { loadNatives, type Natives } from "../../../client/src/host/native/natives.ts";
import type { RunRecord } from "../../../client/src/host/record/run-record.ts";
import type { BootPhase, BootPlanMessage, BootRequest, HostEvent, RunResult } from "../../../server/src/protocol.ts";
import { faults } from "../schemas/json-schema.ts";
import { type Double, loadDouble } from "./double.ts";

const loaded = loadDouble();
/** Of records. */
export const schema: unknown = JSON.parse(readFileSync("schemas/run.schema.json", "utf8"));

/** A folder of boot files, and what is booted from it. */
export interface Bench {
  readonly folder: string;
  readonly request: BootRequest;
  readonly double: Double;
}

/** A run that was watched. */
export interface Watched {
  readonly result: RunResult;
  readonly record: RunRecord;
  readonly events: readonly HostEvent[];
  readonly phases: readonly BootPhase[];
}

const sidecar = "ae8da506-a019-4553-a52b-902bc0fa0411";
let natives: Promise<Natives> | undefined;
let count = 0;

function planIn(folder: string, id: string): BootPlanMessage {
  const file = (...names: string[]): string => path.join(folder, ...names);
  const [scratch, efi, rootfs] = [file("run", "sandbox.vhdx"), file("boot", "boot.vhd"), file("boot", "rootfs.vhd")];
  const [vmgs, share] = [file("run", "cwcow.snp.vmgs"), file("run", "EmptyDoNotModify")];
  const consolePipe = process.platform === "win32" ? `\\\\.\\pipe\\${id}` : file("com1");
  const attachment = (Path: string, ReadOnly?: boolean): object => ({ Type: "VirtualDisk", Path, ReadOnly });
  const document = {
    Owner: "test",
    SchemaVersion: { Major: 2, Minor: 5 },
    ShouldTerminateOnLastHandleClosed: true,
    VirtualMachine: {
      Devices: {
        ComPorts: { 0: { NamedPipe: consolePipe } },
        Scsi: {
          one: { Attachments: { 0: attachment(scratch), 1: attachment(efi, true), 2: attachment(rootfs, true) } },
        },
      },
      GuestState: { GuestStateFilePath: vmgs },
      SecuritySettings: { Isolation: { IsolationType: "SecureNestedPaging", LaunchData: "AA==" } },
    },
  };
  return {
    id,
    owner: "test",
    platform: "wcow",
    confidential: true,
    document: JSON.stringify(document),
    logSettings: "",
    checks: [{ path: efi, kind: "file", stage: "document", failure: "failed to grant vm access to EFI VHD" }],
    copies: [{ from: file("boot", "cwcow.snp.vmgs"), to: vmgs, overwrite: false, why: "the VM writes to it" }],
    grants: [vmgs, efi, rootfs, scratch, share].map((granted) => ({ path: granted, access: "vm" as const })),
    diskIdentifier: { path: scratch, guid: "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d" },
    shareFolder: share,
    preserve: [
      { from: scratch, to: file("debug", `${id}_sandbox.vhdx`) },
      { from: efi, to: file("debug", `${id}_boot.vhd`) },
    ],
    gcs: {
      services: { gcs: sidecar },
      logForwarding: false,
      logSources: "",
      defaultLogSources: true,
      policy: "cGFja2FnZSBwb2xpY3kK",
      enforcer: "",
      referenceInfoFiles: {},
      utc: true,
    },
    consolePipe,
    warnings: [],
    deviations: [],
    error: null,
  };
}

/** A boot file's content: no disk, as nothing of it is read, but a VMGS by its first bytes. */
export const originalText = (name: string): string => `${name.endsWith(".vmgs") ? "GUESTRTS" : "original"} ${name}`;

function makeBench(double: Double): Bench {
  const folder = mkdtempSync(path.join(os.tmpdir(), "uvm-"));
  const boot = path.join(folder, "boot");
  mkdirSync(boot);
  for (const name of ["boot.vhd", "rootfs.vhd", "cwcow.snp.vmgs"])
    writeFileSync(path.join(boot, name), originalText(name));
  const id = `uvm-${process.pid}-${count++}`;
  const request: BootRequest = {
    plan: planIn(folder, id),
    runFolder: path.join(folder, "run"),
    recordFolder: path.join(folder, "debug"),
    newScratch: { path: path.join(folder, "run", "sandbox.vhdx"), sizeInBytes: 40 * 2 ** 30 },
    timeouts: { create: 10_000, connection: 10_000, request: 10_000, terminate: 10_000, unlock: 300 },
    context: {},
  };
  return { folder, request, double };
}

/** The bench for what hangs: steps count as failed soon. */
export const impatient = (bench: Bench): Bench => ({
  ...bench,
  request: {
    ...bench.request,
    timeouts: { create: 400, connection: 400, request: 300, terminate: 300, unlock: 300 },
  },
});

/** Boots and watches; `on` sees each event as it comes, with the run that it may stop. */
export async function watch(
  { request, double }: Bench,
  on: (event: HostEvent, run: BootRun) => void = (event, run) => {
    if (event.type === "phase" && event.phase === "running") run.stop();
  },
  skipHashes: AbortSignal = new AbortController().signal,
): Promise<Watched> {
  const events: HostEvent[] = [];
  natives ??= loadNatives(double.libraries);
  const own = natives;
  const run: BootRun = new BootRun(
    () => own,
    request,
    (event) => {
      events.push(event);
      on(event, run);
    },
    // In a process of the tests, which live on.
    () => undefined,
  );
  const result = await run.run(skipHashes);
  const record: RunRecord = JSON.parse(readFileSync(result.recordFile, "utf8"));
  assert.deepEqual(faults(schema, record), [], "the record satisfies its schema");
  const phases = events.flatMap((event) => (event.type === "phase" ? [event.phase] : []));
  return { result, record, events, phases };
}

/** Nothing of a run may be left in the service, nor in its folder. */
export async function assertNothingLeft({ double, request }: Bench): Promise<void> {
  const none = { operations: 0, handles: 0, systems: 0, documents: 0, grants: 0 };
  const end = Date.now() + 3000;
  while (JSON.stringify(double.living()) !== JSON.stringify(none) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual(double.living(), none);
  assert.ok(!existsSync(request.runFolder), "the run's folder is gone");
}

/** Milliseconds until a test that waits for something that never comes is told by its name; none is timed. */
const longest = 60_000;

/** Resolves once the hosts of a bench's runs are gone. */
async function hostsEnded({ request: { recordFolder } }: Bench): Promise<void> {
  const names = existsSync(recordFolder) ? readdirSync(recordFolder) : [];
  const records = names.filter((name) => name.endsWith("_run.json"));
  for (const name of records) {
    // Some tests leave what is no record.
    const [, found] = /"process": (\d+)/.exec(readFileSync(path.join(recordFolder, name), "utf8")) ?? [];
    const host = Number(found ?? process.pid);
    while (host !== process.pid && isAlive(host)) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Removes a bench once nobody writes its records any more, who would make its folder anew. */
async function remove(bench: Bench): Promise<void> {
  await hostsEnded(bench);
  // What the double holds on Windows it lets go a little later.
  await rm(bench.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** A test with the double and fresh boot files; knobs are taken away afterwards. */
export function flowTest(
  name: string,
  knobs: Readonly<Record<string, string>>,
  body: (bench: Bench, context: TestContext) => Promise<void>,
): void {
  if (typeof loaded === "string") {
    test(name, { skip: loaded });
    return;
  }
  test(name, { timeout: longest }, async (context) => {
    const bench = makeBench(loaded);
    loaded.set({ HCSD_DELAY_MS: "0", ...knobs });
    try {
      await body(bench, context);
    } finally {
      loaded.clear();
      // Hosts that the body started are ended before: what is registered first comes first.
      context.after(() => remove(bench));
    }
  });
}
