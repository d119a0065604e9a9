import assert from "node:assert/strict";
import { test } from "node:test";
import { statusText, statusTooltip } from "../../../../client/src/boot/uvms/status-text.ts";
import { childrenOf, rowOf, topNodes, type UvmNode } from "../../../../client/src/boot/uvms/uvm-rows.ts";
import type { HostEvent } from "../../../../server/src/protocol.ts";
import { sampleRequest } from "../host/sample-request.ts";
import { goodEnd } from "./sample-boot.ts";
import { began, toldSession } from "./told-session.ts";

const later = began + 4000;
const { id } = sampleRequest.plan;

/** "icon label: description" of the rows below a node. */
const rows = (node: UvmNode): readonly string[] =>
  childrenOf(node, later).map((child) => {
    const { icon, label, description } = rowOf(child, later);
    return `${icon[0]} ${label}: ${description}`;
  });

test("a run that goes on has its phases below it, the present one turning", () => {
  const session = toldSession(["checking", "preparing", "accepting"]);
  const node = { kind: "session", session } as const;
  assert.equal(rowOf(node, later).description, "booting · 4.0 s · SNP");
  assert.deepEqual(rows(node), ["check Checking: 1.0 s", "check Preparing: 1.0 s", "loading~spin Accepting: 2.0 s"]);
});

test("a run that failed says why first, then what was kept; its phases are folded", () => {
  const failure = { code: "hcs", message: "boot.vhd is locked.", phase: "starting" } as const;
  const preserved = [
    { from: "/run/sandbox.vhdx", to: `/debug/${id}_sandbox.vhdx`, size: 8 * 2 ** 20 },
    { from: "/run/boot.vhd", to: `C:\\debug\\${id}_boot.vhd`, error: "The disk is full." },
  ];
  const problems = ["A grant stayed."];
  const session = toldSession(["starting", "preserving", "closed"], {
    ...goodEnd,
    outcome: "failed",
    failure,
    preserved,
    problems,
  });
  const node = { kind: "session", session } as const;
  assert.deepEqual(rows(node), [
    "error boot.vhd is locked.: ",
    "save sandbox.vhdx: preserved · 8 MiB",
    "warning boot.vhd: The disk is full.",
    "warning A grant stayed.: ",
    "history Phases: 2.0 s",
  ]);
  assert.deepEqual(rows({ kind: "phases", session }), ["error Starting: 1.0 s", "check Preserving: 1.0 s"]);
  const [first] = childrenOf(node, later);
  assert.equal(first && rowOf(first, later).tooltip, "Failed while starting the VM.\nboot.vhd is locked.");
});

test("a run whose host died shows what another one found of it", () => {
  const failure = { code: "host-gone", message: "The HCS host process is gone.", phase: "running" } as const;
  const lost = { ...goodEnd, outcome: "failed", failure, preserved: [], recordFile: "" } as const;
  const session = toldSession(["running"], lost);
  const recordFile = `/debug/${id}_run.json`;
  session.complete({ ...lost, recordFile, preserved: [{ from: "/run/boot.vhd", to: "/debug/boot.vhd", size: 512 }] });
  const node = { kind: "session", session } as const;
  assert.deepEqual(rows(node).slice(0, 2), [`error ${failure.message}: `, "save boot.vhd: preserved · 512 bytes"]);
  assert.equal(session.result?.recordFile, recordFile);
});

test("a click on what was kept shows its folder, on what went wrong the record, where there is one", () => {
  const failure = { code: "hcs", message: "It failed.", phase: "starting" } as const;
  const preserved = [{ from: "/run/a", to: "/debug/a", size: 1 }];
  const shown = (recordFile: string): readonly (string | undefined)[] => {
    const session = toldSession(["starting"], { ...goodEnd, outcome: "failed", failure, preserved, recordFile });
    return childrenOf({ kind: "session", session }, later).map((child) =>
      child.kind === "line" ? child.shows?.what : undefined,
    );
  };
  assert.deepEqual(shown("/debug/run.json"), ["record", "folder", undefined]);
  assert.deepEqual(shown(""), [undefined, "folder", undefined]);
});

test("a hash comes after the end: until then its row says how far it is, and the run is over all the same", () => {
  const to = `/debug/${id}_sandbox.vhdx`;
  const file = { from: "/run/sandbox.vhdx", to, size: 1024, sha256: null, sha256Reason: "Not yet." };
  const end = { ...goodEnd, preserved: [file] };
  const hashing = { type: "phase", phase: "hashing", at: new Date(began + 1000).toISOString() } as const;
  const rowsOf = (...events: readonly HostEvent[]): readonly [string, string, boolean] => {
    const session = toldSession(["preserving"], end, "boot", [hashing, ...events]);
    const [first] = childrenOf({ kind: "session", session }, later);
    const row = first && rowOf(first, later);
    assert.equal(session.state, "ended");
    assert.match(rowOf({ kind: "session", session }, later).description, /^ended · 1\.0 s/);
    return [row?.description ?? "", row?.tooltip ?? "", session.isHashing];
  };
  assert.deepEqual(rowsOf(), ["preserved · 1 KiB", `${to}\nSHA-256: Not yet.`, true]);
  const progress: HostEvent = { type: "hashing", to, percent: 34 };
  assert.deepEqual(rowsOf(progress), ["preserved · 1 KiB · hashing 34 %", `${to}\nSHA-256: Not yet.`, true]);
  const hashed: HostEvent = { type: "preserved", preserved: [{ ...file, sha256: "ba78" }] };
  assert.deepEqual(rowsOf(progress, hashed), ["preserved · 1 KiB", `${to}\nSHA-256: ba78`, false]);
  const closed: HostEvent = { type: "phase", phase: "closed", at: new Date(began + 2000).toISOString() };
  assert.deepEqual(rowsOf(progress, closed), ["preserved · 1 KiB", `${to}\nSHA-256: Not yet.`, false]);
});

test("a rehearsal is named as one in the view and in the status bar", () => {
  const over = toldSession(["checking"], goodEnd, "rehearsal");
  const row = rowOf({ kind: "session", session: over }, later);
  assert.match(row.description, /^rehearsal ended/);
  assert.match(row.tooltip, /^Rehearsal: no VM is made\./);
  assert.equal(row.icon[0], "beaker");
  assert.match(statusText([toldSession(["preparing"], undefined, "rehearsal")]) ?? "", /debug-pod: rehearsal, making/);
});

test("the status bar counts runs, and turns while one of them is on its way", () => {
  const [running, booting] = [toldSession(["running"]), toldSession(["accepting"])];
  assert.equal(statusText([]), undefined);
  assert.equal(statusText([running]), "$(vm-running) debug-pod: running");
  assert.equal(statusText([booting]), "$(loading~spin) debug-pod: waiting for the guest's connection");
  assert.equal(statusText([running, running]), "$(vm-running) 2 UVMs");
  assert.equal(statusText([running, booting]), "$(loading~spin) 2 UVMs");
  assert.equal(statusTooltip([running]), `debug-pod: running (${id})`);
});

test("VMs of others are listed below a row of their own, ours are not among them", () => {
  const session = toldSession(["running"]);
  const other = { id: "a1", owner: "WSL", state: "Running", systemType: "VirtualMachine", runtimeId: "b2" };
  const top = topNodes([session], [other, { ...other, id: session.id }]);
  assert.deepEqual(
    top.map(({ kind }) => kind),
    ["session", "others"],
  );
  const [, others] = top;
  assert.deepEqual(others && rows(others), ["vm-outline a1: Running · WSL"]);
  assert.deepEqual(topNodes([], []), []);
});
