import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { openImage } from "../../../../server/src/disks/image/open-image.ts";
import { DiskError } from "../../../../server/src/disks/problem.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf } from "../support/read-files.ts";
import { vhdx, vhdxDiskId, vhdxPlaces } from "../support/vhdx-builder.ts";

const mib = 1024 * 1024;
const disk = Buffer.concat([pattern(mib), Buffer.alloc(mib), pattern(mib / 2, 2)]);
const whole = vhdx(disk);
const damaged = (...places: readonly number[]): Buffer => {
  const file = Buffer.from(whole);
  for (const at of places) file.fill(0x5a, at, at + 64);
  return file;
};

const readable: readonly (readonly [why: string, file: Buffer, codes: readonly string[]])[] = [
  ["whole", whole, []],
  ["4 KiB sectors", vhdx(disk, { sectorSize: 4096 }), []],
  ["blocks of 2 MiB", vhdx(disk, { blockMib: 2 }), []],
  ["the newer header is damaged", damaged(vhdxPlaces.header2), ["vhdx-header-damaged"]],
  ["the older header is damaged", damaged(vhdxPlaces.header1), ["vhdx-header-damaged"]],
  ["both headers are damaged", damaged(vhdxPlaces.header1 + 8, vhdxPlaces.header2 + 8), ["vhdx-headers-lost"]],
  ["the first region table is damaged", damaged(vhdxPlaces.regions1), ["vhdx-region-table-damaged"]],
  ["the second region table is damaged", damaged(vhdxPlaces.regions2), ["vhdx-region-table-damaged"]],
  [
    "both region tables are lost: metadata by their signature, the block table by its entries",
    damaged(vhdxPlaces.regions1, vhdxPlaces.regions2),
    ["vhdx-region-table-damaged", "vhdx-regions-recovered"],
  ],
  ["the file identifier is damaged", damaged(0), ["vhdx-identifier-damaged"]],
];
for (const [why, file, codes] of readable) {
  test(`reads: ${why}`, () => {
    const image = openImage(memorySource(file));
    assert.equal(image.kind, "vhdx-dynamic");
    assert.ok(image.source.read(0, disk.length).equals(disk));
    assert.deepEqual(codesOf(image.problems), codes);
  });
}

const lost: readonly (readonly [why: string, file: Buffer])[] = [
  ["and the metadata", damaged(vhdxPlaces.regions1, vhdxPlaces.regions2, vhdxPlaces.metadata)],
  ["and an entry of the block table", damaged(vhdxPlaces.regions1, vhdxPlaces.regions2, vhdxPlaces.bat)],
];
for (const [why, file] of lost) {
  test(`what is no more than likely is not guessed: both region tables are lost, ${why}`, () => {
    assert.throws(() => openImage(memorySource(file)), { name: "DiskError", code: "vhdx-regions-lost" });
  });
}

test("the identifier is the virtual disk id, which hcsshim sets on the scratch", () => {
  const image = openImage(memorySource(whole));
  assert.equal(image.identifier, vhdxDiskId);
  assert.equal(image.allocatedBytes, 2 * mib);
});

const setEntry = (block: number, state: number, atMib: number): Buffer => {
  const file = Buffer.from(whole);
  file.writeBigUInt64LE((BigInt(atMib) << 20n) | BigInt(state), vhdxPlaces.bat + block * 8);
  return file;
};
const badBlocks: readonly (readonly [why: string, file: Buffer, code: string])[] = [
  ["beyond the file", setEntry(0, 6, 4000), "block-beyond-file"],
  ["in the header", setEntry(0, 6, 0), "vhdx-block-in-header"],
  ["with a state that does not exist", setEntry(0, 5, 6), "vhdx-block-state"],
];
for (const [why, file, code] of badBlocks) {
  test(`a block ${why} fails alone`, () => {
    const image = openImage(memorySource(file));
    assert.deepEqual(codesOf(image.problems), [code]);
    assert.throws(
      () => image.source.read(0, 512),
      (error) => error instanceof DiskError && error.code === code,
    );
    assert.ok(image.source.read(2 * mib, 512).equals(disk.subarray(2 * mib, 2 * mib + 512)));
  });
}

for (const state of [0, 1, 2, 3]) {
  test(`a block in state ${state} reads as zeros`, () => {
    const image = openImage(memorySource(setEntry(0, state, 6)));
    assert.ok(image.source.read(0, mib).equals(Buffer.alloc(mib)));
  });
}

test("law: any map of blocks reads back as the disk that it stands for", () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
      fc.nat(mib - 1),
      fc.constantFrom(1, 2),
      (stored, at, blockMib) => {
        const random = Buffer.concat(
          stored.map((isStored, index) => (isStored ? pattern(mib, index + 1) : Buffer.alloc(mib))),
        );
        const image = openImage(memorySource(vhdx(random, { blockMib })));
        assert.ok(image.source.read(at, random.length - at).equals(random.subarray(at)));
      },
    ),
    { seed: 5, numRuns: 8 },
  );
});
