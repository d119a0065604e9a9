import assert from "node:assert/strict";
import fc from "fast-check";
import { DiskError } from "../../../../../server/src/disks/problem.ts";

/** Values that break lengths, counts and offsets. */
const hostile = [0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0x80000000, 0xffffffff];

/** Overwritten bytes, hostile numbers, cut ends: whatever `read` does with them, it returns or throws a DiskError. */
export function assertSurvivesDamage(good: Buffer, read: (bytes: Buffer) => unknown, runs = 400): void {
  const place = fc.nat(Math.max(0, good.length - 4));
  const damage = fc.oneof(
    fc.record({ at: place, value: fc.constantFrom(...hostile) }),
    fc.record({ at: place, value: fc.integer({ min: 0, max: 0xffffffff }) }),
  );
  const damaged = fc.tuple(fc.array(damage, { maxLength: 6 }), fc.option(fc.nat(good.length)));
  fc.assert(
    fc.property(damaged, ([damages, length]) => {
      const bytes = Buffer.from(good);
      for (const { at, value } of damages) bytes.writeUInt32LE(value, at);
      assertReadsOrExplains(() => read(bytes.subarray(0, length ?? bytes.length)));
    }),
    { seed: 20_260_101, numRuns: runs },
  );
}

function assertReadsOrExplains(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof DiskError, `threw ${String(error)}`);
    assert.ok(error.offset >= 0 && error.message.length > 0);
  }
}
