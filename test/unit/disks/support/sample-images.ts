import { fatVolume } from "./fat-builder.ts";
import { gptDisk } from "./gpt-builder.ts";
import { type NtfsFile, ntfsVolume } from "./ntfs-builder.ts";
import { pattern } from "./pattern.ts";
import { blockVhd, fixedVhd } from "./vhd-builder.ts";
import { vhdx } from "./vhdx-builder.ts";

const basic = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
const fatFiles = new Map([
  ["EFI/Microsoft/Boot/bootstat.dat", pattern(6000)],
  ["EFI/Boot/bootx64.efi", pattern(1000, 2)],
  ["a long name of more than thirteen characters", pattern(5, 3)],
]);
const ntfsFiles = new Map<string, NtfsFile>([
  ["a/pieces", { content: { kind: "runs", bytes: pattern(9000), pieces: 2 } }],
  ["a/extended", { content: { kind: "extended", bytes: pattern(5000), pieces: 2 } }],
  [
    "sparse",
    { content: { kind: "sparse", size: 50_000 }, streams: { stream: Buffer.from("content") }, links: ["a/link"] },
  ],
  [
    "compressed",
    {
      content: {
        kind: "compressed",
        units: [Buffer.from([5, 0xb0, 8, 97, 98, 99, 0xfa, 0x2f, 0, 0]), Buffer.alloc(0)],
        size: 32_768,
      },
    },
  ],
]);
const inGpt = (content: Buffer): Buffer => gptDisk(3 * 1024 * 1024, 512, [{ type: basic, first: 64, content }]);
const fat32 = fatVolume({ kind: "FAT32" }, fatFiles).volume;
const ntfs = ntfsVolume(ntfsFiles).volume;

/** Small images of every kind, as material to damage. */
export const sampleImages: readonly Buffer[] = [
  fatVolume({ kind: "FAT12" }, fatFiles).volume,
  fatVolume({ kind: "FAT16" }, fatFiles).volume,
  fixedVhd(inGpt(fat32)),
  ntfs,
  blockVhd(inGpt(ntfs), { blockSize: 64 * 1024 }),
  vhdx(inGpt(fat32), {
    log: [{ sequence: 4, tail: 0, writes: [{ fileOffset: 5 * 1024 * 1024, page: pattern(4096) }] }],
  }),
];
