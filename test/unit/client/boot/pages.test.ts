import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { bootFilesOf } from "../../../../client/src/boot/pages/boot-files-of.ts";
import { planText } from "../../../../client/src/boot/pages/plan-text.ts";
import { preflightSummary, preflightText } from "../../../../client/src/boot/pages/preflight-text.ts";
import { isGood, selfTestReport } from "../../../../client/src/boot/self-test/self-test-report.ts";
import { selfTestRequest } from "../../../../client/src/boot/self-test/self-test-request.ts";
import { isBootRequest } from "../../../../client/src/host/channel/guards.ts";
import type { PreflightCheck, RunResult } from "../../../../server/src/protocol.ts";
import { sampleRequest } from "../host/sample-request.ts";
import { goodEnd, sampleBoot } from "./sample-boot.ts";

test("a plan keeps every digit of the document that is sent", () => {
  const request = sampleRequest;
  const document = '{"A":18446744073709551615,"B":[9007199254740993,1.5],"C":"x:1234567890123456,","D":"#1#"}';
  const text = planText(sampleBoot(request), { ...request, plan: { ...request.plan, document } });
  const [comments, json] = text.split(/^(?=\{)/m);
  assert.ok(comments?.split("\n").every((line) => line === "" || line.startsWith("//")));
  assert.equal(json?.replaceAll(/\s/g, ""), document);
});

test("a plan without a document, and with line breaks in it, stays a comment", () => {
  const request = sampleRequest;
  const steps = [{ what: "error", detail: "two\nlines" }];
  const text = planText(sampleBoot(request, { steps }), { ...request, plan: { ...request.plan, document: null } });
  assert.match(text, /^\/\/ error +two lines$/m);
  assert.match(text, /\nnull\n$/);
});

const check = (state: PreflightCheck["state"], detail: string, advice = ""): PreflightCheck => ({
  code: "file",
  title: "boot.vhd",
  state,
  detail,
  advice,
});

test("a preflight begins with what stops the boot, and breaks no table", () => {
  const text = preflightText("a|b", [check("passed", "fine"), check("failed", "C:\\x|y\nis missing.", "Copy it.")]);
  assert.match(text, /^# Preflight of a\\\|b\n\n1 failed, 0 warnings, 1 passed\./);
  const rows = text.split("\n").filter((line) => /^\| [✓✗]/.test(line));
  assert.deepEqual(rows, [
    "| ✗ **failed** | boot.vhd | C:\\\\x\\|y is missing. | Copy it. |",
    "| ✓ passed | boot.vhd | fine |  |",
  ]);
});

const accepted: RunResult = {
  ...goodEnd,
  outcome: "failed",
  wasReady: false,
  failure: { code: "timeout", message: "It did not come.", phase: "accepting" },
};
const report = (result: RunResult): string =>
  selfTestReport(
    {
      system: { Node: "20" },
      checks: [],
      systems: "no rights",
      phases: [],
      calls: [["HcsGrantVmAccess", "0x00000000", "1.5"]],
      disks: ["4 MiB preserved, which take 1 MiB"],
      result,
    },
    new Date(0),
  );

test("a preflight counts what is not known only where there is some", () => {
  assert.equal(preflightSummary([check("warning", "?")]), "0 failed, 1 warning, 0 passed");
  assert.equal(preflightSummary([check("skipped", "?")]), "0 failed, 0 warnings, 0 passed, 1 not known");
});

test("a self-test is good where only the guest is missing", () => {
  assert.ok(isGood({ result: accepted }));
  assert.match(report(accepted), /^\*\*Passed\.\*\*/m);
  assert.match(report(accepted), /^\| HcsGrantVmAccess \| 0x00000000 \| 1\.5 \|$/m);
  assert.match(report(accepted), /^- Disk: 4 MiB preserved/m);
  const refused: RunResult = {
    ...accepted,
    failure: {
      code: "hcs",
      message: "No rights.",
      phase: "creating",
      hresult: "0x8037011B",
      hresultName: "HCS_E_ACCESS_DENIED",
    },
  };
  assert.ok(!isGood({ result: refused }));
  assert.match(
    report(refused),
    /Failed while creating the compute system\.\*\* 0x8037011B HCS_E_ACCESS_DENIED No rights\./i,
  );
  const named = { ...refused.failure, code: "hcs", phase: "creating", message: "It failed: 0x8037011B." } as const;
  assert.match(report({ ...refused, failure: named }), /system\.\*\* It failed: 0x8037011B\./, "its code stands once");
  assert.ok(isGood({ result: { ...goodEnd, outcome: "ended" } }), "somebody dialled in");
  assert.match(report({ ...accepted, problems: ["A grant stayed."] }), /Failed in the teardown.*A grant stayed/);
});

test("the host takes the request of the self-test, whose VM may use the disk that it has", () => {
  const request = selfTestRequest("1", { work: process.cwd(), records: process.cwd() });
  assert.ok(isBootRequest(request));
  const { plan, newScratch } = request;
  assert.deepEqual(
    [...plan.grants, ...plan.preserve.map(({ from }) => ({ path: from, access: "vm" }))],
    [newScratch, newScratch].map((scratch) => ({ path: scratch?.path, access: "vm" })),
  );
  assert.ok(plan.document?.includes(JSON.stringify(newScratch?.path)));
});

test("a preflight leads on to the boot files of a confidential Windows VM, and of no other", () => {
  const from = path.join(path.sep, "boot", "CWCOW.SNP.VMGS");
  const plan = {
    ...sampleRequest.plan,
    platform: "wcow",
    confidential: true,
    copies: [{ from, to: "/run/x.vmgs", overwrite: false, why: "" }],
  } as const;
  const isolation = "SecureNestedPaging";
  const folder = path.dirname(from);
  assert.deepEqual(bootFilesOf({ plan, isolation }), { folder, isolation });
  // Without a document, who checks is asked.
  assert.deepEqual(bootFilesOf({ plan, isolation: "" }), { folder, isolation: undefined });
  assert.equal(bootFilesOf({ plan: { ...plan, platform: "lcow" }, isolation }), undefined);
  assert.equal(bootFilesOf({ plan: { ...plan, confidential: false }, isolation }), undefined);
  assert.equal(bootFilesOf({ plan: { ...plan, copies: [] }, isolation }), undefined);
});
