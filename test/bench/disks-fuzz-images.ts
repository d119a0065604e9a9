// Writes the images that fuzzing starts from into a folder: `disks-fuzz-images FOLDER`. Prints their paths as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bootDisk, bootLogs, efiFiles } from "../unit/cli/disk/sample-disk.ts";
import { buildVmgs } from "../unit/disks/formats/support/vmgs-builder.ts";
import { sampleImages } from "../unit/disks/support/sample-images.ts";

const [folder = "."] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const images: readonly (readonly [name: string, bytes: Buffer])[] = [
  ...sampleImages.map((bytes, index) => [`sample-${index}.img`, bytes] as const),
  ["boot.vhd", bootDisk(efiFiles(bootLogs.failed)).vhd],
  ["bootstat.dat", bootLogs.failed],
  ["cwcow.snp.vmgs", buildVmgs({ files: { 1: Buffer.alloc(64), 3: Buffer.from("TPM state") } })],
];
const paths = images.map(([name, bytes]) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
});
console.log(JSON.stringify(paths));
