import assert from "node:assert/strict";
import { test } from "node:test";
import { readCodeIntegrityPolicy } from "../../../../../server/src/disks/formats/code-integrity/code-integrity-policy.ts";
import { renderCodeIntegrityPolicy } from "../../../../../server/src/disks/formats/code-integrity/render-code-integrity-policy.ts";
import { makeIdentity } from "../support/certificate-builder.ts";
import { octets } from "../support/der-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";
import { buildPolicy, policyType } from "../support/policy-builder.ts";
import { buildSignedData } from "../support/signed-data-builder.ts";

const own = "11111111-2222-4333-8444-555555555555";
const base = "82443e1e-8a39-4b4a-96a8-f40ddc00b9f3";
const signer = makeIdentity({ name: "Policy signer", serial: 5 });
const policyContent = "1.3.6.1.4.1.311.79.1";

test("a policy of any format is known by its name and id", () => {
  for (const format of [2, 3, 4, 5, 6, 7, 8]) {
    const { identity, problems } = readCodeIntegrityPolicy(
      buildPolicy({ format, policyId: own, basePolicyId: base }),
      "SiPolicy.p7b",
    );
    assert.deepEqual([identity.name, identity.infoId, problems], ["Test policy", "2026", []], `format ${format}`);
    // Ids came with format 6.
    assert.deepEqual([identity.policyId, identity.basePolicyId], format >= 6 ? [own, base] : [undefined, undefined]);
  }
});

test("a signed supplemental policy reads as text", () => {
  const bytes = buildSignedData(policyContent, octets(buildPolicy({ policyId: own, basePolicyId: base })), signer);
  assert.equal(
    renderCodeIntegrityPolicy(readCodeIntegrityPolicy(bytes, `{${own.toUpperCase()}}.cip`)),
    `Code-integrity policy
  name         Test policy
  id           {${own}}
  supplements  {${base}}
  author's id  2026
  version      1.2.3.4
  format       8
  type         {${policyType}}
  options      0x00000004
  rules        1 for files, 2 signers, 1 scenarios
  signed by    CN=Policy signer
`,
  );
});

test("a file named after another policy is found", () => {
  const { problems } = readCodeIntegrityPolicy(buildPolicy({ policyId: own }), `{${base}}.cip`);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["policy-name"],
  );
});

test("what cannot be read still has the name that its file's id is known by", () => {
  const policy = readCodeIntegrityPolicy(Buffer.from("no policy"), `{${base}}.cip`);
  assert.deepEqual([policy.knownName, policy.header], ["WindowsE_Lockdown_Policy", undefined]);
  assert.match(renderCodeIntegrityPolicy(policy), /name +WindowsE_Lockdown_Policy \(by its id\)\n/);
  assert.throws(() => readCodeIntegrityPolicy(Buffer.from("no policy"), "SiPolicy.p7b"), { code: "policy-unknown" });
});

test("a damaged rule keeps what was read before it", () => {
  const policy = readCodeIntegrityPolicy(buildPolicy({ policyId: own }).subarray(0, 300), "SiPolicy.p7b");
  assert.equal(policy.header?.version, "1.2.3.4");
  assert.deepEqual(
    policy.problems.map(({ code }) => code),
    ["cut-off"],
  );
});

test("signed data that is no policy says what it is", () => {
  const bytes = buildSignedData("1.3.6.1.4.1.311.10.1", octets(Buffer.from("list")), signer);
  assert.match(
    renderCodeIntegrityPolicy(readCodeIntegrityPolicy(bytes, "boot.stl")),
    /content +no policy but 1\.3\.6\.1\.4\.1\.311\.10\.1\n/,
  );
});

test("damage is survived", () => {
  const signed = buildSignedData(policyContent, octets(buildPolicy()), signer);
  for (const good of [buildPolicy(), signed]) {
    assertSurvivesDamage(good, (bytes) => renderCodeIntegrityPolicy(readCodeIntegrityPolicy(bytes, "SiPolicy.p7b")));
  }
});
