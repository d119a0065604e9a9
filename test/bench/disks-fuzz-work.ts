// Damages images where their structures are, again and again, and looks through what is left:
//   disks-fuzz-work RUNS SEED IMAGE…
// Prints JSON: runs, the slowest of them and of which image, the most memory and that before the first run; an exception that is no DiskError, or a run of more than two seconds, ends it with the damage that did it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { memorySource } from "../../server/src/disks/byte-source.ts";
import { findArtifacts } from "../../server/src/disks/formats/find-artifacts.ts";
import { readArtifact } from "../../server/src/disks/formats/read-artifact.ts";
import { openDisk } from "../../server/src/disks/open-disk.ts";
import { DiskError } from "../../server/src/disks/problem.ts";
import { keepHeapSmall } from "../../server/src/image-files/small-heap.ts";
import { sealSize, sealsOf } from "./disks-fuzz-seals.ts";

// As the processes do that read images for users.
keepHeapSmall();

/** Milliseconds within which any image is answered. */
const longest = 2_000;
const lineSize = 16;

/** Numbers in `[0, limit)`, the same for a seed (a linear congruential generator). */
function dice(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Offsets of lines of 16 bytes that hold something, those of structures more often than contents. */
function writtenLines(image: Buffer): readonly number[] {
  const zeros = Buffer.alloc(4096);
  const lines: number[] = [];
  for (let page = 0; page < image.length; page += zeros.length) {
    const end = Math.min(page + zeros.length, image.length);
    if (image.compare(zeros, 0, end - page, page, end) === 0) continue;
    for (let at = page; at + lineSize <= end; at += lineSize) {
      if (image.compare(zeros, 0, lineSize, at, at + lineSize) !== 0) lines.push(at);
    }
  }
  return lines;
}

const hostile = ["00000000", "ffffffff", "ffffff7f", "01000000", "0000000001000000", "ffffffffffffffff", "80"];

type Image = ReturnType<typeof loadImage>;

/** What a place is overwritten with: a hostile number, a byte, a piece of another structure, or a sector of nothing. */
function damageFor({ bytes, lines }: Image, roll: (limit: number) => number): Buffer {
  const kind = roll(12);
  if (kind === 0) return Buffer.alloc(sealSize);
  if (kind === 1) {
    const from = lines[roll(lines.length)] ?? 0;
    return Buffer.from(bytes.subarray(from, from + lineSize * (1 + roll(8))));
  }
  return kind < 7 ? Buffer.from(hostile[roll(hostile.length)] ?? "", "hex") : Buffer.from([roll(256)]);
}

/** Writes some damage into an image, and half of the time puts its checksums right; @returns what undoes it. */
function damage(image: Image, roll: (limit: number) => number): () => void {
  const { bytes, lines, seals } = image;
  const old: (readonly [at: number, bytes: Buffer])[] = [];
  const keep = (at: number, length: number): void => {
    old.push([at, Buffer.from(bytes.subarray(at, at + length))]);
  };
  for (let count = 1 + roll(6); count > 0; count--) {
    // Structures stand before contents in most containers and file systems.
    const among = roll(2) === 0 ? lines.length : Math.ceil(lines.length / 20);
    const value = damageFor(image, roll);
    const at = (lines[roll(among)] ?? 0) + (value.length === sealSize ? 0 : roll(lineSize));
    keep(at, value.length);
    value.copy(bytes, at);
  }
  if (roll(2) === 0) {
    for (const { start, seal } of seals) {
      keep(start, sealSize);
      // A length that leads out of the image has no checksum.
      try {
        seal(bytes, start);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
  }
  return () => {
    for (const [at, before] of old.toReversed()) before.copy(bytes, at);
  };
}

function attempt(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
  }
}

function lookThrough(name: string, image: Buffer): void {
  const disk = openDisk(memorySource(image));
  for (const { kind, path: at, source, logs } of findArtifacts(disk, name)) {
    attempt(() => readArtifact(kind, at, source, logs));
  }
  for (const { fileSystem } of disk.partitions) {
    fileSystem?.list("");
    for (const entry of fileSystem?.walk({ streams: true, deleted: true, system: true }) ?? []) {
      attempt(() => fileSystem?.readFile(entry, 0, 64 * 1024));
    }
    if (fileSystem !== undefined) Array.from(fileSystem.extents());
  }
}

function loadImage(file: string): {
  readonly name: string;
  readonly bytes: Buffer;
  readonly lines: readonly number[];
  readonly seals: ReturnType<typeof sealsOf>;
} {
  const bytes = readFileSync(file);
  return { name: path.basename(file), bytes, lines: writtenLines(bytes), seals: sealsOf(bytes) };
}

const [runs = "0", seed = "1", ...files] = process.argv.slice(2);
const images = files.map(loadImage);
const roll = dice(Number(seed));
const mebibyte = 1024 * 1024;
/** With all images in memory, which no reader has. */
const atStart = process.memoryUsage.rss();
let slowest = { milliseconds: 0, image: "", run: 0 };
for (let run = 0; run < Number(runs); run++) {
  const image = images[run % images.length];
  if (image === undefined) break;
  const undo = damage(image, roll);
  const cut = roll(20) === 0 ? image.bytes.subarray(0, roll(image.bytes.length)) : image.bytes;
  // Processor time: others may use this machine.
  const start = process.cpuUsage();
  try {
    attempt(() => lookThrough(image.name, cut));
  } catch (error) {
    throw new Error(`run ${run} of seed ${seed}, ${image.name}`, { cause: error });
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > longest) throw new Error(`run ${run} of seed ${seed}, ${image.name}: ${milliseconds} ms`);
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, image: image.name, run };
  undo();
}
const residentMiB = Math.round(process.resourceUsage().maxRSS / 1024);
const beforeMiB = Math.round(atStart / mebibyte);
console.log(JSON.stringify({ runs: Number(runs), images: images.length, slowest, residentMiB, beforeMiB }));
