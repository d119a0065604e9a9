import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { type BootSettings, makeRequest } from "../../../../client/src/boot/request/make-request.ts";
import { isBootRequest } from "../../../../client/src/host/channel/guards.ts";
import type { BootRequest, PlannedBoot } from "../../../../server/src/protocol.ts";
import { sampleRequest } from "../host/sample-request.ts";
import { sampleBoot } from "./sample-boot.ts";

const at = (...names: readonly string[]): string => path.resolve("/", ...names);
const folders = { work: at("storage", "work"), records: at("storage", "runs") };
const settings: BootSettings = { connectionTimeout: 90, debugFolder: "", keepWorkFiles: false };
const sample: BootRequest = sampleRequest;

const make = (planned: Partial<PlannedBoot>, set: Partial<BootSettings> = {}): BootRequest =>
  makeRequest(sampleBoot(sample, planned), at("storage", "work", "1"), { ...settings, ...set }, folders, {});

test("a record goes to the debug folder, else to that of the settings, else to the storage", () => {
  assert.equal(make({ debugFolder: at("debug") }, { debugFolder: at("set") }).recordFolder, at("debug"));
  assert.equal(make({}, { debugFolder: at("set") }).recordFolder, at("set"));
  assert.equal(make({}).recordFolder, folders.records);
  // What the spec says means another machine, or nothing.
  assert.equal(make({ debugFolder: "debug" }, { debugFolder: "also\\relative" }).recordFolder, folders.records);
});

test("what the editor reports is told by preflight and record", () => {
  const findings = [{ code: "secure-boot-off", severity: "warning", message: "Secure boot is off.", line: 6 } as const];
  assert.deepEqual(make({ findings }).plan.warnings, [
    ...sample.plan.warnings,
    "line 7: Secure boot is off. (secure-boot-off)",
  ]);
});

test("seconds become milliseconds, and the host takes the request", () => {
  assert.equal(make({}).timeouts?.connection, 90_000);
  assert.equal(make({}, { connectionTimeout: 0 }).timeouts?.connection, 1);
  assert.ok(isBootRequest(make({})));
});
