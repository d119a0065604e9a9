import assert from "node:assert/strict";
import { test } from "node:test";
import { freeBuffers, keepHeapSmall } from "../../../server/src/image-files/small-heap.ts";

const mebibyte = 1024 * 1024;
const bufferMebibytes = (): number => process.memoryUsage().arrayBuffers / mebibyte;

/** Fills buffers that nobody holds when it returns. */
function useBuffers(): number {
  const buffers = Array.from({ length: 200 }, () => Buffer.alloc(128 * 1024, 1));
  return buffers.reduce((sum, buffer) => sum + buffer.length, 0) / mebibyte;
}

test("buffers that were given up are freed where there are many", () => {
  keepHeapSmall();
  const used = useBuffers();
  freeBuffers();
  // The first look finds them, the second one sees that they are gone: V8 gives them back on another thread.
  freeBuffers();
  assert.ok(bufferMebibytes() < used / 2, `${bufferMebibytes()} of ${used} MiB are left`);
});
