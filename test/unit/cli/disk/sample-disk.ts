import { efiLog, entry, startOfLog, statusAndPath } from "../../disks/formats/support/bootstat-builder.ts";
import { buildHive } from "../../disks/formats/support/hive-builder.ts";
import { type BuiltFat, fatVolume } from "../../disks/support/fat-builder.ts";
import { gptDisk } from "../../disks/support/gpt-builder.ts";
import { ntfsVolume } from "../../disks/support/ntfs-builder.ts";
import { fixedVhd } from "../../disks/support/vhd-builder.ts";

const mib = 1024 * 1024;
const efiSystem = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
const basicData = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
/** First sector of the first partition. */
const firstSector = 2048;

export const bootLog = "EFI/Microsoft/Boot/bootstat.dat";

const started = entry({ event: 1, data: startOfLog() });
const failed = entry({ event: 0x13, level: 3, data: statusAndPath(0xc0000428, "\\winload.efi") });

/** Logs of a boot that went no further than its start, and of one whose loader was refused. */
export const bootLogs = { pristine: efiLog([started]), failed: efiLog([started, failed]) };

/** Files of an EFI system partition. */
export function efiFiles(log: Buffer): ReadonlyMap<string, Buffer> {
  return new Map([
    ["EFI/Boot/bootx64.efi", Buffer.from("loader")],
    ["EFI/Microsoft/Boot/BCD", buildHive({ keys: { Objects: {} } })],
    [bootLog, log],
  ]);
}

/** A fixed VHD with an EFI system partition, and what its FAT volume has where. */
export function bootDisk(files: ReadonlyMap<string, Buffer>): { readonly vhd: Buffer; readonly fat: BuiltFat } {
  const fat = fatVolume({ kind: "FAT32" }, files);
  const vhd = fixedVhd(gptDisk(4 * mib, 512, [{ type: efiSystem, first: firstSector, content: fat.volume }]));
  return { vhd, fat };
}

/** Offset in a {@link bootDisk} of a place in its volume. */
export const inVolume = (offset: number): number => firstSector * 512 + offset;

/** Two partitions: FAT with one file, NTFS with a file that has a stream. */
export function twoPartitions(): Buffer {
  const fat = fatVolume({ kind: "FAT16" }, new Map([["same.txt", Buffer.from("on FAT")]])).volume;
  const ntfs = ntfsVolume(
    new Map([
      [
        "same.txt",
        {
          content: { kind: "resident", bytes: Buffer.from("on NTFS") } as const,
          streams: { "Zone.Identifier": Buffer.from("zone") },
        },
      ],
    ]),
  ).volume;
  return gptDisk(8 * mib, 512, [
    { type: efiSystem, first: 64, content: fat },
    { type: basicData, first: 8192, content: ntfs },
  ]);
}
