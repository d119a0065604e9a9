// Damages images where their structures are, again and again, and looks through what is left:
//   disks-fuzz-work RUNS SEED IMAGE…
// Prints JSON; an exception that is no DiskError, or a run of more than two seconds, ends it with the damage that did it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { memorySource } from "../../server/src/disks/byte-source.ts";
import { findArtifacts } from "../../server/src/disks/formats/find-artifacts.ts";
import { readArtifact } from "../../server/src/disks/formats/read-artifact.ts";
import { openDisk } from "../../server/src/disks/open-disk.ts";
import { DiskError } from "../../server/src/disks/problem.ts";

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

/** Writes some damage into `image`; @returns what undoes it. */
function damage(image: Buffer, lines: readonly number[], roll: (limit: number) => number): () => void {
  const old: (readonly [at: number, bytes: Buffer])[] = [];
  for (let count = 1 + roll(6); count > 0; count--) {
    // Structures stand before contents in most containers and file systems.
    const among = roll(2) === 0 ? lines.length : Math.ceil(lines.length / 20);
    const at = (lines[roll(among)] ?? 0) + roll(lineSize);
    const value = roll(2) === 0 ? Buffer.from(hostile[roll(hostile.length)] ?? "", "hex") : Buffer.from([roll(256)]);
    old.push([at, Buffer.from(image.subarray(at, at + value.length))]);
    value.copy(image, at);
  }
  return () => {
    for (const [at, bytes] of old.toReversed()) bytes.copy(image, at);
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
  for (const { kind, path: at, source } of findArtifacts(disk, name)) attempt(() => readArtifact(kind, at, source));
  for (const { fileSystem } of disk.partitions) {
    for (const entry of fileSystem?.walk({ streams: true, deleted: true, system: true }) ?? []) {
      attempt(() => fileSystem?.readFile(entry, 0, 64 * 1024));
    }
    if (fileSystem !== undefined) Array.from(fileSystem.extents());
  }
}

const [runs = "0", seed = "1", ...files] = process.argv.slice(2);
const images = files.map((file) => {
  const bytes = readFileSync(file);
  return { name: path.basename(file), bytes, lines: writtenLines(bytes) };
});
const roll = dice(Number(seed));
let slowest = 0;
for (let run = 0; run < Number(runs); run++) {
  const image = images[run % images.length];
  if (image === undefined) break;
  const whole = image.bytes;
  const undo = damage(whole, image.lines, roll);
  const cut = roll(20) === 0 ? whole.subarray(0, roll(whole.length)) : whole;
  const start = performance.now();
  try {
    attempt(() => lookThrough(image.name, cut));
  } catch (error) {
    throw new Error(`run ${run} of seed ${seed}, ${image.name}`, { cause: error });
  }
  const time = performance.now() - start;
  if (time > longest) throw new Error(`run ${run} of seed ${seed}, ${image.name}: ${time.toFixed(0)} ms`);
  slowest = Math.max(slowest, time);
  undo();
}
console.log(JSON.stringify({ runs: Number(runs), slowest, residentKiB: process.resourceUsage().maxRSS }));
