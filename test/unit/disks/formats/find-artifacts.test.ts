import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { findArtifacts } from "../../../../server/src/disks/formats/find-artifacts.ts";
import { readArtifact } from "../../../../server/src/disks/formats/read-artifact.ts";
import { openDisk } from "../../../../server/src/disks/open-disk.ts";
import { fatVolume } from "../support/fat-builder.ts";
import { efiLog, entry, startOfLog } from "./support/bootstat-builder.ts";
import { buildHive } from "./support/hive-builder.ts";
import { buildPe } from "./support/pe-builder.ts";
import { buildVmgs } from "./support/vmgs-builder.ts";

const bootstat = efiLog([entry({ event: 1, data: startOfLog() })]);

test("artifacts are found in a volume by name and content, and can be read there", () => {
  const { volume } = fatVolume(
    { kind: "FAT32" },
    new Map([
      ["EFI/Boot/bootx64.efi", buildPe()],
      ["EFI/Microsoft/Boot/BCD", buildHive({ keys: { Objects: {} } })],
      ["EFI/Microsoft/Boot/BCD.LOG1", Buffer.alloc(512, 1)],
      ["EFI/Microsoft/Boot/bootstat.dat", bootstat],
      ["EFI/Microsoft/Boot/notes.txt", bootstat],
      ["EFI/Microsoft/Boot/SiPolicy.p7b", Buffer.from("damaged")],
    ]),
  );
  const found = findArtifacts(openDisk(memorySource(volume)), "boot.vhd");
  assert.deepEqual(
    new Map(found.map(({ path, kind, partition }) => [path, `${kind} in ${partition}`])),
    new Map([
      ["EFI/Boot/bootx64.efi", "portable-executable in 0"],
      ["EFI/Microsoft/Boot/BCD", "boot-configuration in 0"],
      ["EFI/Microsoft/Boot/bootstat.dat", "boot-status-log in 0"],
      ["EFI/Microsoft/Boot/SiPolicy.p7b", "code-integrity-policy in 0"],
    ]),
  );
  const log = found.find(({ kind }) => kind === "boot-status-log");
  assert.ok(log);
  assert.match(readArtifact(log.kind, log.path, log.source).text, /1 boot, 1 entry/);
});

test("what is opened as a disk may be the artifact itself", () => {
  for (const [name, bytes, kind] of [
    ["cwcow.snp.vmgs", buildVmgs(), "guest-state"],
    ["saved.dat", bootstat, "boot-status-log"],
    ["BCD", buildHive({}), "boot-configuration"],
  ] as const) {
    const found = findArtifacts(openDisk(memorySource(bytes)), name);
    assert.deepEqual(
      found.map((artifact) => [artifact.kind, artifact.partition, artifact.path]),
      [[kind, undefined, name]],
    );
  }
});
