import assert from "node:assert/strict";
import { test } from "node:test";
import { readNvram } from "../../../../../server/src/disks/formats/vmgs/nvram.ts";
import { secureBootState } from "../../../../../server/src/disks/formats/vmgs/secure-boot.ts";
import { readSignatureLists } from "../../../../../server/src/disks/formats/vmgs/signature-list.ts";
import { ProblemLog } from "../../../../../server/src/disks/problem.ts";
import { makeIdentity } from "../support/certificate-builder.ts";
import { databaseVendor, globalVendor, nvramVariable, signatureList } from "../support/vmgs-builder.ts";

const x509 = "a5c059a1-94e4-4aa7-87b5-ab155c2bf072";
const sha256 = "c1c41626-504c-4092-aca9-41f936934328";
const { certificate } = makeIdentity({ name: "Platform key", serial: 1 });

test("signature databases name their certificates and count their hashes", () => {
  const database = Buffer.concat([
    signatureList(x509, [certificate]),
    signatureList(sha256, [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]),
    signatureList("00000000-0000-0000-0000-000000000009", [Buffer.alloc(4)]),
    signatureList(x509, [Buffer.from("no certificate")]),
  ]);
  assert.deepEqual(readSignatureLists(database), {
    certificates: ["CN=Platform key", "(a certificate that cannot be read)"],
    hashes: 2,
    others: 1,
  });
});

test("bytes that are no signature lists to the last one are none at all", () => {
  const good = signatureList(sha256, [Buffer.alloc(32)]);
  const zeroSize = Buffer.from(good);
  zeroSize.writeUInt32LE(0, 24);
  for (const bytes of [Buffer.alloc(20), good.subarray(0, -1), Buffer.concat([good, Buffer.of(0)]), zeroSize]) {
    assert.equal(readSignatureLists(bytes), undefined);
  }
});

test("the state is what the variable of the right vendor says", () => {
  const pk = nvramVariable("PK", globalVendor, signatureList(x509, [certificate]));
  for (const [variables, state, setupMode] of [
    [[nvramVariable("SecureBoot", globalVendor, Buffer.of(1)), pk], "on", false],
    [[nvramVariable("SecureBoot", globalVendor, Buffer.of(0))], "off", true],
    [[nvramVariable("SecureBoot", databaseVendor, Buffer.of(1))], "unknown", true],
    [[nvramVariable("SecureBoot", globalVendor, Buffer.of(1, 0))], "unknown", true],
    [[], "unknown", true],
  ] as const) {
    const read = secureBootState(readNvram(Buffer.concat(variables), 0, new ProblemLog()));
    assert.deepEqual([read.state, read.setupMode], [state, setupMode]);
  }
});

test("a store is read up to what is no variable", () => {
  const good = nvramVariable("A", globalVendor, Buffer.of(1));
  const badLength = Buffer.from(good);
  badLength.writeUInt32LE(9999, 4);
  for (const [rest, codes] of [
    [Buffer.alloc(100), []],
    [badLength, ["nvram-variable"]],
    [good.subarray(0, 30), ["nvram-variable"]],
    [Buffer.alloc(60, 0xff), ["nvram-variable"]],
  ] as const) {
    const log = new ProblemLog();
    const names = readNvram(Buffer.concat([good, rest]), 4096, log).map(({ name }) => name);
    assert.deepEqual([names, log.problems.map(({ code }) => code)], [["A"], codes]);
    for (const { offset } of log.problems) assert.equal(offset, 4096 + good.length);
  }
});
