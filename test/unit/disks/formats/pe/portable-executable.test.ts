import assert from "node:assert/strict";
import { test } from "node:test";
import { readPortableExecutable } from "../../../../../server/src/disks/formats/pe/portable-executable.ts";
import { renderPortableExecutable } from "../../../../../server/src/disks/formats/pe/render-portable-executable.ts";
import { makeIdentity } from "../support/certificate-builder.ts";
import { sha256 } from "../support/cose-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";
import { buildPe, signPe, versionResource } from "../support/pe-builder.ts";

const signer = makeIdentity({ name: "Test signer", serial: 77 });
const version = versionResource({ FileDescription: "Boot Manager", OriginalFilename: "bootmgfw.efi", Empty: "" });
const signed = signPe(buildPe(version), signer);

test("version and signature of a boot loader", () => {
  const image = readPortableExecutable(signed);
  assert.deepEqual([image.version?.fileVersion, image.version?.productVersion], ["10.0.26100.1742", "10.0.26100.1"]);
  assert.deepEqual(
    [...(image.version?.strings ?? [])],
    [
      ["FileDescription", "Boot Manager"],
      ["OriginalFilename", "bootmgfw.efi"],
      ["Empty", ""],
    ],
  );
  assert.deepEqual([image.signature?.signers, image.signature?.intact, image.problems], [["CN=Test signer"], true, []]);
});

test("the checksum may change after signing, nothing else", () => {
  const checksumChanged = Buffer.from(signed);
  checksumChanged.writeUInt32LE(0x1234, 64 + 24 + 64);
  assert.equal(readPortableExecutable(checksumChanged).signature?.intact, true);
  for (const at of [70, 600]) {
    const changed = Buffer.from(signed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    const image = readPortableExecutable(changed);
    assert.deepEqual([image.signature?.intact, image.problems.map(({ code }) => code)], [false, ["pe-hash"]]);
  }
});

test("an image reads as text", () => {
  const plain = buildPe();
  assert.equal(
    renderPortableExecutable(readPortableExecutable(plain)),
    `PE image
  size          1024 bytes
  SHA-256       ${sha256(plain).toString("hex")}
  machine       x64
  subsystem     EFI application
  file version  (no version resource)
  signature     none that can be read in the file
`,
  );
  const text = renderPortableExecutable(readPortableExecutable(signed));
  assert.match(text, /file version +10\.0\.26100\.1742\n/);
  assert.match(text, /signed by +CN=Test signer\n {2}image hash +sha256 [0-9a-f]{64}: the image still has it\n$/);
});

test("what is no PE image is refused with the reason", () => {
  const noHeader = buildPe();
  noHeader.write("XX", 64);
  const farHeader = buildPe();
  farHeader.writeUInt32LE(0xfffffff0, 60);
  for (const [code, bytes] of [
    ["pe-unknown", Buffer.alloc(512)],
    ["pe-unknown", noHeader],
    ["cut-off", farHeader],
    ["cut-off", buildPe().subarray(0, 100)],
  ] as const) {
    assert.throws(() => readPortableExecutable(bytes), { name: "DiskError", code });
  }
});

test("a signature that is not where it is said to be is named", () => {
  const image = readPortableExecutable(signed.subarray(0, signed.length - 100));
  assert.equal(image.signature, undefined);
  assert.deepEqual(
    image.problems.map(({ code }) => code),
    ["pe-signature"],
  );
});

test("damage is survived", () => {
  assertSurvivesDamage(signed, (bytes) => renderPortableExecutable(readPortableExecutable(bytes)), 800);
});
