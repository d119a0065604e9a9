import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import {
  type ArtifactKind,
  artifactHeadSize,
  identifyArtifact,
} from "../../../../server/src/disks/formats/identify.ts";
import { readArtifact } from "../../../../server/src/disks/formats/read-artifact.ts";
import { efiLog } from "./support/bootstat-builder.ts";
import { makeIdentity } from "./support/certificate-builder.ts";
import { buildCose } from "./support/cose-builder.ts";
import { buildHive } from "./support/hive-builder.ts";
import { buildPe } from "./support/pe-builder.ts";
import { buildPolicy } from "./support/policy-builder.ts";
import { buildVmgs, globalVendor, nvramVariable } from "./support/vmgs-builder.ts";

const signer = makeIdentity({ name: "signer", serial: 1 });
const samples: Readonly<Record<ArtifactKind, Buffer>> = {
  "boot-status-log": efiLog([]),
  "boot-configuration": buildHive({ keys: { Objects: {} } }),
  "guest-state": buildVmgs({ files: { 1: nvramVariable("Secret", globalVendor, Buffer.from("secret data")) } }),
  "reference-info": buildCose({
    algorithm: -7,
    signer,
    header: [[33, signer.certificate]],
    payload: Buffer.from("{}"),
  }),
  "portable-executable": buildPe(),
  "code-integrity-policy": buildPolicy(),
};

function identify(name: string, bytes: Buffer): ArtifactKind | undefined {
  return identifyArtifact(name, bytes.subarray(0, artifactHeadSize));
}

test("content tells what a file is, whatever its name; then every kind can be read", () => {
  for (const [kind, bytes] of Object.entries(samples)) {
    const found = identify("renamed.bin", bytes);
    assert.equal(found, kind);
    if (found === undefined) continue;
    const { text, data, problems } = readArtifact(found, "renamed.bin", memorySource(bytes));
    assert.ok(text.endsWith("\n") && !text.endsWith("\n\n"), kind);
    assert.deepEqual([JSON.parse(JSON.stringify(data)), problems], [data, []]);
  }
});

test("the name tells what a damaged file should be", () => {
  for (const [name, kind] of [
    ["BOOTSTAT.DAT", "boot-status-log"],
    ["BCD", "boot-configuration"],
    ["BCD-debug", "boot-configuration"],
    ["BCD.LOG1", undefined],
    ["cwcow.snp.vmgs", "guest-state"],
    ["reference_info.cose", "reference-info"],
    ["SiPolicy.p7b", "code-integrity-policy"],
    ["bootmgfw.efi", undefined],
    ["notes.txt", undefined],
  ] as const) {
    assert.equal(identify(name, Buffer.from("damaged")), kind, name);
  }
});

test("a hive of something else is none of ours", () => {
  const hive = Buffer.from(samples["boot-configuration"]);
  hive.write("OtherHiveRoo", hive.indexOf("NewStoreRoot"));
  assert.equal(identify("SYSTEM", hive), undefined);
});

test("data for JSON has no bytes of variables", () => {
  const { data } = readArtifact("guest-state", "x.vmgs", memorySource(samples["guest-state"]));
  const json = JSON.stringify(data);
  assert.ok(json.includes('"name":"Secret"') && json.includes('"size":11'));
  assert.ok(!json.includes("secret data") && !json.includes(Buffer.from("secret data").toString("hex")));
});

test("a file that is too large is refused before it is read", () => {
  const huge = {
    size: 2 ** 40,
    read: (): never => assert.fail("nothing of it may be read"),
  };
  assert.throws(() => readArtifact("reference-info", "x.cose", huge), { code: "artifact-too-large" });
});
