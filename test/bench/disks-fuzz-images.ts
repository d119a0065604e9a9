// Writes the images that fuzzing starts from into a folder: `disks-fuzz-images FOLDER`. Prints their paths as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bootDisk, bootLogs, efiFiles } from "../unit/cli/disk/sample-disk.ts";
import { u32, utf16z } from "../unit/disks/formats/support/bytes.ts";
import { makeIdentity } from "../unit/disks/formats/support/certificate-builder.ts";
import { buildCose } from "../unit/disks/formats/support/cose-builder.ts";
import { buildHive, type KeySpec } from "../unit/disks/formats/support/hive-builder.ts";
import { buildHiveLog, buildOldHiveLog } from "../unit/disks/formats/support/hive-log-builder.ts";
import { buildPe, signPe, versionResource } from "../unit/disks/formats/support/pe-builder.ts";
import { buildPolicy } from "../unit/disks/formats/support/policy-builder.ts";
import { buildVmgs } from "../unit/disks/formats/support/vmgs-builder.ts";
import { fatVolume } from "../unit/disks/support/fat-builder.ts";
import { sampleImages } from "../unit/disks/support/sample-images.ts";

const object = (type: number, elements: Readonly<Record<string, Buffer>>): KeySpec => ({
  keys: {
    Description: { values: { Type: { type: 4, data: u32(type) } } },
    Elements: {
      keys: Object.fromEntries(
        Object.entries(elements).map(([code, data]) => [code, { values: { Element: { type: 3, data } } }]),
      ),
    },
  },
});
const store = (title: string, dirty = false): Buffer =>
  buildHive(
    {
      keys: {
        Objects: {
          keys: {
            "{9dea862c-5cdd-4e70-acc1-f32b344d4795}": object(0x10100002, { "12000004": utf16z(title) }),
            "{1b0c9e4a-7d5e-4f3b-9a51-0c0dcf00aa01}": object(0x10200003, {
              "11000001": Buffer.concat([Buffer.alloc(16), u32(6, 0, 72, 0), Buffer.alloc(56, 7)]),
              "32000011": utf16z("\\root"),
            }),
          },
        },
      },
    },
    { dirty },
  );
const dirty = store("as it was", true);
const changed = store("as it is now", true);
const entry = { sequence: 2, binsSize: changed.length - 4096, pages: [[0, changed.subarray(4096)]] } as const;
const withLogs = fatVolume(
  { kind: "FAT16" },
  new Map([
    ["new/BCD", dirty],
    ["new/BCD.LOG1", buildHiveLog([entry])],
    ["old/BCD", dirty],
    ["old/BCD.LOG", buildOldHiveLog({ hive: changed, clean: dirty })],
  ]),
).volume;

const root = makeIdentity({ name: "Root", serial: 1 });
const signer = makeIdentity({ name: "Signer", serial: 2, issuer: root });
const statement = buildCose({
  algorithm: -7,
  signer,
  header: [
    [33, [signer.certificate, root.certificate]],
    ["iss", "did:x509:0:sha256:AA::eku:1.2"],
    ["feed", "UVM"],
  ],
  payload: Buffer.from('{"x-ms-sevsnpvm-guestsvn":"100","nested":{"a":[1]}}'),
});

const [folder = "."] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const images: readonly (readonly [name: string, bytes: Buffer])[] = [
  ...sampleImages.map((bytes, index) => [`sample-${index}.img`, bytes] as const),
  ["boot.vhd", bootDisk(efiFiles(bootLogs.failed)).vhd],
  ["bootstat.dat", bootLogs.failed],
  ["cwcow.snp.vmgs", buildVmgs({ files: { 1: Buffer.alloc(64), 3: Buffer.from("TPM state") } })],
  ["BCD", store("Windows")],
  ["hives-with-logs.img", withLogs],
  ["reference_info.cose", statement],
  ["bootmgfw.efi", signPe(buildPe(versionResource({ FileDescription: "Boot Manager" })), signer)],
  ["policy.cip", buildPolicy({})],
];
const paths = images.map(([name, bytes]) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
});
console.log(JSON.stringify(paths));
