import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ByteSource, memorySource } from "../../../server/src/disks/byte-source.ts";
import { openDisk } from "../../../server/src/disks/open-disk.ts";
import { DiskError } from "../../../server/src/disks/problem.ts";
import { sampleImages } from "./support/sample-images.ts";

/** Where an image has something to damage: every 16 bytes that are not zero. */
function writtenPlaces(image: Buffer): readonly number[] {
  const zeros = Buffer.alloc(16);
  const places: number[] = [];
  for (let at = 0; at + 16 <= image.length; at += 16) if (!image.subarray(at, at + 16).equals(zeros)) places.push(at);
  return places;
}
const places = sampleImages.map(writtenPlaces);

/** A source that counts: how much work an image can cause is a number of bytes, not of seconds. */
function countedSource(bytes: Buffer): { source: ByteSource; read: () => number } {
  const inner = memorySource(bytes);
  let total = 0;
  const read = (offset: number, length: number): Buffer => {
    total += length;
    return inner.read(offset, length);
  };
  return { source: { size: inner.size, read }, read: () => total };
}

/** Looks at everything an image holds, the first MiB of each file. */
function lookThrough(source: ByteSource): void {
  const disk = openDisk(source);
  for (const { fileSystem } of disk.partitions) {
    for (const entry of fileSystem?.walk({ streams: true, deleted: true, system: true }) ?? []) {
      if (entry.kind === "directory") fileSystem?.list(entry);
      try {
        fileSystem?.readFile(entry, 0, 1024 * 1024);
      } catch (error) {
        if (!(error instanceof DiskError)) throw error;
      }
    }
    for (const extent of fileSystem?.extents() ?? []) assert.ok(extent.length > 0);
  }
}

const mutation = fc.record({
  /** As a share of the written places; small shares are container and file system structures. */
  share: fc.oneof(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 0.05, noNaN: true })),
  within: fc.nat(15),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc.constantFrom(
      [0xff, 0xff, 0xff, 0xff],
      [0, 0, 0, 0],
      [0xff, 0xff, 0xff, 0x7f],
      [1, 0, 0, 0],
      [0, 0, 0, 0, 1, 0, 0, 0],
    ),
  ),
});

test("law: whatever bytes are damaged, the answer is files and problems or a DiskError, from a bounded amount of reading", () => {
  fc.assert(
    fc.property(
      fc.nat(sampleImages.length - 1),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      (index, mutations) => {
        const image = Buffer.from(sampleImages[index] ?? Buffer.alloc(0));
        const written = places[index] ?? [];
        for (const { share, within, bytes } of mutations) {
          const at = (written[Math.floor(share * written.length)] ?? 0) + within;
          Buffer.from(bytes).copy(image, at);
        }
        const counted = countedSource(image);
        try {
          lookThrough(counted.source);
        } catch (error) {
          if (!(error instanceof DiskError)) throw error;
        }
        assert.ok(counted.read() < 64 * 1024 * 1024, `${counted.read()} bytes were read`);
      },
    ),
    { seed: 17, numRuns: 400 },
  );
});

test("law: a cut-off image gives what is left of it", () => {
  fc.assert(
    fc.property(fc.nat(sampleImages.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (index, share) => {
      const whole = sampleImages[index] ?? Buffer.alloc(0);
      try {
        lookThrough(memorySource(whole.subarray(0, Math.floor(share * whole.length))));
      } catch (error) {
        if (!(error instanceof DiskError)) throw error;
      }
    }),
    { seed: 19, numRuns: 100 },
  );
});
