import assert from "node:assert/strict";
import { test } from "node:test";
import { preflight } from "../../../../../client/src/host/preflight/preflight.ts";
import type { FileProbe, Probes } from "../../../../../client/src/host/preflight/probes.ts";
import type { BootRequest, CheckState } from "../../../../../server/src/protocol.ts";
import { sampleRequest } from "../sample-request.ts";

const file = (head: string, tail = ""): FileProbe => ({
  kind: "file",
  size: 1024,
  head: Buffer.from(head, "latin1"),
  tail: Buffer.from(tail, "latin1"),
});

const files: Readonly<Record<string, FileProbe>> = {
  "/boot/boot.vhd": file("", "conectix"),
  "/boot/cwcow.snp.vmgs": file("GUESTRTS"),
};

/** A host on which everything is as it should be. */
const good: Probes = {
  platform: "win32",
  isStoodIn: false,
  hcs: async () => ({ kind: "answers", schema: "2.7" }),
  service: async () => "running",
  isElevated: async () => true,
  isHyperVAdministrator: async () => true,
  file: async (path) => files[path] ?? { kind: "nothing" },
  freeSpace: async () => 2 ** 40,
  writeProblem: async () => undefined,
  isPipeTaken: async () => false,
};

const at = (path: string, probe: FileProbe): Partial<Probes> => ({
  file: async (asked) => (asked === path ? probe : good.file(asked)),
});

test("on a good host nothing fails", async () => {
  const checks = await preflight(sampleRequest, good);
  assert.deepEqual(
    checks.filter(({ state }) => state === "failed"),
    [],
  );
  assert.deepEqual(
    [...new Set(checks.map(({ code }) => code))],
    ["windows", "hcs", "schema", "rights", "isolation", "plan", "file", "folder", "space", "console"],
  );
});

interface Case {
  readonly name: string;
  readonly probes?: Partial<Probes>;
  readonly request?: BootRequest;
  readonly code: string;
  readonly state: CheckState;
  readonly told: RegExp;
}

const cases: readonly Case[] = [
  {
    name: "Linux",
    probes: { platform: "linux" },
    code: "windows",
    state: "failed",
    told: /a rehearsal works everywhere/,
  },
  {
    name: "no service",
    probes: { service: async () => "missing" },
    code: "hcs",
    state: "failed",
    told: /Hyper-V and restart/,
  },
  {
    name: "no koffi",
    probes: { hcs: async () => ({ kind: "missing", reason: "koffi is not there.", advice: "Install the package." }) },
    code: "hcs",
    state: "failed",
    told: /koffi is not there.*Install the package/,
  },
  {
    name: "no rights in HCS",
    probes: { hcs: async () => ({ kind: "refused", hresult: 0x8037011b }) },
    code: "hcs",
    state: "failed",
    told: /HCS_E_ACCESS_DENIED.*Hyper-V Administrators/,
  },
  {
    // Elevation is offered for what has this code.
    name: "no rights in HCS for who is not elevated",
    probes: {
      hcs: async () => ({ kind: "refused", hresult: 0x80070005 }),
      isElevated: async () => false,
      isHyperVAdministrator: async () => false,
    },
    code: "rights",
    state: "failed",
    told: /ERROR_ACCESS_DENIED.*Run elevated/,
  },
  {
    name: "a silent service",
    probes: { hcs: async () => ({ kind: "silent" }) },
    code: "hcs",
    state: "failed",
    told: /Restart/,
  },
  {
    name: "an old host",
    probes: { hcs: async () => ({ kind: "answers", schema: "2.4" }) },
    code: "schema",
    state: "failed",
    told: /needs schema 2\.5, the host knows 2\.4/,
  },
  {
    name: "a Hyper-V administrator without elevation",
    probes: { isElevated: async () => false },
    code: "rights",
    state: "warning",
    told: /only administrators may listen/,
  },
  {
    name: "an ordinary user",
    probes: { isElevated: async () => false, isHyperVAdministrator: async () => false },
    code: "rights",
    state: "failed",
    told: /neither elevated/,
  },
  {
    name: "a missing boot file",
    probes: at("/boot/boot.vhd", { kind: "nothing" }),
    code: "file",
    state: "failed",
    told: /is missing/,
  },
  {
    name: "a VMGS that is none",
    probes: at("/boot/cwcow.snp.vmgs", file("PK")),
    code: "file",
    state: "failed",
    told: /should be a VMGS but is none/,
  },
  {
    name: "a VHDX in a VHD's place",
    probes: at("/boot/boot.vhd", file("vhdxfile")),
    code: "file",
    state: "failed",
    told: /is a VHDX/,
  },
  {
    name: "a locked file",
    probes: at("/boot/boot.vhd", { kind: "unreadable", reason: "EBUSY" }),
    code: "file",
    state: "failed",
    told: /EBUSY/,
  },
  {
    name: "a full disk",
    probes: { freeSpace: async () => 1024 },
    code: "space",
    state: "failed",
    told: / and has 0 MiB\. Free some space/,
  },
  {
    name: "a read-only folder",
    probes: { writeProblem: async () => ({ reason: "EROFS", isDenied: false }), isElevated: async () => false },
    code: "folder",
    state: "failed",
    told: /EROFS/,
  },
  {
    name: "a folder that is denied to an administrator",
    probes: { writeProblem: async () => ({ reason: "Access was denied.", isDenied: true }) },
    code: "folder",
    state: "failed",
    told: /Access was denied.*Choose another folder/,
  },
  {
    name: "a folder for administrators, where VS Code is none",
    probes: {
      writeProblem: async () => ({ reason: "Access was denied.", isDenied: true }),
      isElevated: async () => false,
    },
    code: "folder",
    state: "warning",
    told: /with the rights of VS Code\. ?.*elevated, or choose another folder/,
  },
  {
    name: "a console in use",
    probes: { isPipeTaken: async () => true },
    code: "console",
    state: "warning",
    told: /another pipe/,
  },
  {
    name: "a plan with an error",
    request: { ...sampleRequest, plan: { ...sampleRequest.plan, error: "no VM for this" } },
    code: "plan",
    state: "failed",
    told: /no VM for this/,
  },
];

for (const { name, probes, request, code, state, told } of cases) {
  test(`${name} is ${state}`, async () => {
    const checks = await preflight(request ?? sampleRequest, { ...good, ...probes });
    const found = checks.filter((check) => check.code === code && check.state === state);
    assert.ok(
      found.some(({ detail, advice }) => told.test(`${detail} ${advice}`)),
      JSON.stringify(checks, null, 1),
    );
  });
}

test("every line that fails says what to do", async () => {
  for (const { probes, request } of cases) {
    for (const { state, advice, detail } of await preflight(request ?? sampleRequest, { ...good, ...probes })) {
      if (state === "failed") assert.notEqual(advice, "", detail);
    }
  }
});
