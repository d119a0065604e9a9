import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { vmgsFile } from "../../tools/sample-boot-files.ts";
import { fixedVhd } from "../../unit/disks/support/vhd-builder.ts";
import { vhdx } from "../../unit/disks/support/vhdx-builder.ts";
import { efiAfterBoot, efiAfterFailure, pristineEfi } from "./efi-disk.ts";

/** What debug boots left, with the boot files that they started from. */
export interface ArtifactFolder {
  readonly folder: string;
  readonly bootFiles: string;
  /** UVM whose boot failed, of a pod of the shim: it has no record. */
  readonly failed: string;
  /** UVM that ran, with a record of ours. */
  readonly ran: string;
}

const podId = "4f0c1d9e5b7a".padEnd(64, "3");

/** A record as the HCS host writes it, as far as the view reads it. */
function record(id: string, folder: string, bootFiles: string): string {
  const from = path.join(folder, "work", "boot.vhd");
  return JSON.stringify({
    version: 1,
    id,
    state: "ended",
    startedAt: "2026-07-01T10:00:00.000Z",
    request: {
      plan: {
        copies: [{ from: path.join(bootFiles, "boot.vhd"), to: from }],
        preserve: [{ from, to: path.join(folder, `${id}_boot.vhd`) }],
      },
    },
    preserved: [{ from, to: path.join(folder, `${id}_boot.vhd`) }],
  });
}

/** Writes the boot files and the data folder below `parent`. */
export function writeArtifactFolder(parent: string): ArtifactFolder {
  const folder = path.join(parent, "debug");
  const bootFiles = path.join(parent, "boot-files");
  for (const made of [folder, bootFiles]) mkdirSync(made, { recursive: true });
  const failed = `${podId}@vm`;
  const ran = "uvmboot-0";
  writeFileSync(path.join(bootFiles, "boot.vhd"), pristineEfi());
  writeFileSync(path.join(bootFiles, "rootfs.vhd"), fixedVhd(Buffer.alloc(1024 * 1024)));
  writeFileSync(path.join(bootFiles, "cwcow.snp.vmgs"), vmgsFile());
  writeFileSync(path.join(folder, `${failed}_boot.vhd`), efiAfterFailure());
  writeFileSync(path.join(folder, `${failed}_sandbox.vhdx`), vhdx(Buffer.alloc(4 * 1024 * 1024), {}));
  writeFileSync(path.join(folder, `${ran}_boot.vhd`), efiAfterBoot());
  writeFileSync(path.join(folder, `${ran}_run.json`), record(ran, folder, bootFiles));
  writeFileSync(path.join(folder, `${ran}_console.log`), "Windows is starting\r\n");
  return { folder, bootFiles, failed, ran };
}
