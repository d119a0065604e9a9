import assert from "node:assert/strict";
import { test } from "node:test";
import { asDocument, findingsIn } from "../sample.ts";
import { policy, runCases } from "./cases.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const wcow = (value: string) => ({ "vm.wcow.securitypolicy": value });
const notBase64 = ["error policy-not-base64 vm.wcow.securitypolicy"];
const notPackage = ["information policy-without-package vm.wcow.securitypolicy"];

runCases("the policy's text", "windows", [
  { name: "Rego", annotations: wcow(policy), finds: [] },
  { name: "Rego after comments", annotations: wcow(base64("# made by hand\n\n  package policy\n")), finds: [] },
  {
    name: "line breaks inside base64 are skipped",
    annotations: wcow(`${policy.slice(0, 8)}\r\n${policy.slice(8)}\n`),
    finds: [],
  },
  { name: "blanks are not skipped", annotations: wcow(` ${policy}`), finds: notBase64 },
  { name: "blank", annotations: wcow("   "), finds: notBase64 },
  { name: "missing padding", annotations: wcow("cGFja2FnZSBwb2xpY3k"), finds: notBase64 },
  { name: "URL-safe letters", annotations: wcow("_-__"), finds: notBase64 },
  { name: "plain Rego", annotations: wcow("package policy"), finds: notBase64 },
  {
    name: "only a line break: confidential, with an empty policy",
    annotations: wcow("\n"),
    finds: ["warning policy-empty vm.wcow.securitypolicy"],
  },
  {
    name: "JSON",
    annotations: wcow(base64('\n {"allow_all":true}')),
    finds: ["error policy-json vm.wcow.securitypolicy"],
  },
  { name: "another package", annotations: wcow(base64("package policies")), finds: notPackage },
  { name: "no text at all", annotations: wcow("//79"), finds: notPackage },
  { name: "an empty annotation is no policy", annotations: wcow(""), finds: [] },
]);

runCases("the enforcer", "windows", [
  { name: "rego", annotations: { ...wcow(policy), "vm.wcow.enforcer": "rego" }, finds: [] },
  { name: "empty is rego", annotations: { ...wcow(policy), "vm.wcow.enforcer": "" }, finds: [] },
  {
    name: "standard exists in comments only",
    annotations: { ...wcow(policy), "vm.wcow.enforcer": "standard" },
    finds: ["error enforcer-unknown vm.wcow.enforcer"],
  },
  {
    name: "names are compared byte for byte",
    annotations: { ...wcow(policy), "vm.wcow.enforcer": "Rego" },
    finds: ["error enforcer-unknown vm.wcow.enforcer"],
  },
  {
    name: "open_door takes empty policies only",
    annotations: { ...wcow(policy), "vm.wcow.enforcer": "open_door" },
    finds: ["error enforcer-open-door vm.wcow.enforcer"],
  },
  {
    name: "without a policy nobody asks it",
    annotations: { "vm.wcow.enforcer": "standard" },
    finds: ["warning confidential-key-without-policy vm.wcow.enforcer"],
  },
]);

runCases("policy and enforcer of a Linux pod", "linux", [
  {
    name: "its own keys count",
    annotations: { "vm.lcow.securitypolicy": "x", "vm.lcow.enforcer": "none" },
    finds: ["error policy-not-base64 vm.lcow.securitypolicy", "error enforcer-unknown vm.lcow.enforcer"],
  },
  {
    name: "without security hardware the guest decodes it, and fails",
    annotations: { "vm.lcow.securitypolicy": "x", "vm.no_security_hardware": "true" },
    finds: [
      "error policy-not-base64 vm.lcow.securitypolicy",
      "information no-security-hardware vm.no_security_hardware",
    ],
  },
]);

const notText: readonly (readonly [bytes: Buffer, why: RegExp])[] = [
  [Buffer.from("\uFEFFpackage policy\n", "utf16le"), /is UTF-16/],
  [Buffer.from("package policy\n", "utf16le").swap16(), /is UTF-16/],
  [Buffer.from("package policy\n# é\0\n"), /has a NUL byte at offset 19, so it cannot be Rego/],
  [Buffer.from([0xff, 0, 1]), /is not UTF-8 text/],
  [Buffer.from([0xff, 0xfe, 0x80, 0x41]), /is not UTF-8 text/],
];
for (const [bytes, why] of notText) {
  test(`a policy of the bytes ${bytes.toString("hex")}`, () => {
    const text = `annotations:\n  io.microsoft.virtualmachine.wcow.securitypolicy: ${bytes.toString("base64")}\n`;
    const [found] = findingsIn(`kind: Pod\napiVersion: v1\nmetadata:\n${text.replace(/^/gm, "  ").trimEnd()}\n`).filter(
      ({ code }) => code === "policy-without-package",
    );
    assert.match(found?.message ?? "", why);
  });
}

test("a policy in UTF-16 is told by its name", () => {
  const encoded = Buffer.from("package policy\n", "utf16le").toString("base64");
  const [found] = findingsIn(asDocument(`io.microsoft.virtualmachine.wcow.securitypolicy: ${encoded}`)).filter(
    ({ code }) => code === "policy-without-package",
  );
  assert.match(found?.message ?? "", /is UTF-16.*Encode its UTF-8 text\.$/);
});
