// One kind of work on images, done again and again in this process: `disks-work WORK RUNS IMAGE…`. Prints JSON.

import { readInto } from "../../server/src/disks/byte-source.ts";
import { diffDisks } from "../../server/src/disks/diff/diff-disks.ts";
import { compareSectors } from "../../server/src/disks/diff/sector-diff.ts";
import { openDisk } from "../../server/src/disks/open-disk.ts";
import { runSteps } from "../../server/src/disks/run-steps.ts";
import { type FileSource, openFileSource } from "../../server/src/image-files/file-source.ts";
import { keepHeapSmall } from "../../server/src/image-files/small-heap.ts";

// As the processes do that read images for users.
keepHeapSmall();

let bytesRead = 0;

function counted(image: string): FileSource {
  const source = openFileSource(image, image);
  return {
    ...source,
    read(offset, length) {
      bytesRead += length;
      return source.read(offset, length);
    },
    readInto(offset, target) {
      bytesRead += target.length;
      readInto(source, offset, target);
    },
  };
}

/** Does something with opened images; the number says how much of it there was. */
function withDisks(images: readonly string[], work: (...disks: ReturnType<typeof openDisk>[]) => number): number {
  const sources = images.map(counted);
  const amount = work(...sources.map((source) => openDisk(source)));
  for (const source of sources) source.close();
  return amount;
}

type Disk = ReturnType<typeof openDisk>;

const works: Readonly<Record<string, (...disks: Disk[]) => number>> = {
  /** Files. */
  list: (disk) => {
    let count = 0;
    for (const { fileSystem } of disk?.partitions ?? [])
      for (const { kind } of fileSystem?.walk({ streams: true }) ?? []) if (kind !== "directory") count++;
    return count;
  },
  /** Entries of the root. */
  root: (disk) => disk?.partitions[0]?.fileSystem?.list("").length ?? 0,
  /** Bytes of contents. */
  read: (disk) => {
    let bytes = 0;
    for (const { fileSystem } of disk?.partitions ?? []) {
      for (const entry of fileSystem?.walk() ?? []) {
        for (let offset = 0; offset < entry.size; offset += 1024 * 1024) {
          bytes += fileSystem?.readFile(entry, offset, 1024 * 1024).length ?? 0;
        }
      }
    }
    return bytes;
  },
  /** Changed sectors. */
  diff: (before, after) => (before && after ? runSteps(compareSectors(before.image, after.image)).changedSectors : 0),
  /** Files that differ; the whole comparison, with owners. */
  compare: (before, after) => {
    if (before === undefined || after === undefined) return 0;
    const { files } = diffDisks(before, after);
    return files.reduce(
      (sum, { added, removed, modified }) => sum + added.length + removed.length + modified.length,
      0,
    );
  },
};

const [name = "", runs = "1", ...images] = process.argv.slice(2);
const work = works[name];
if (work === undefined) throw new Error(`there is no work '${name}'`);
const times: number[] = [];
let amount = 0;
for (let run = 0; run < Number(runs); run++) {
  bytesRead = 0;
  const start = performance.now();
  amount = withDisks(images, work);
  times.push(performance.now() - start);
}
console.log(JSON.stringify({ times, amount, bytesRead, residentKiB: process.resourceUsage().maxRSS }));
