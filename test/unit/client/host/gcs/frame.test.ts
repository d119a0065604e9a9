import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  encodeFrame,
  FrameError,
  FrameReader,
  headerSize,
  maximumFrameSize,
} from "../../../../../client/src/host/gcs/frame.ts";

const messages = fc.array(
  fc.record({
    type: fc.integer({ min: 0, max: 0xffff_ffff }),
    id: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    text: fc.string({ maxLength: 300, unit: "grapheme" }),
  }),
  { maxLength: 8 },
);

function cut(bytes: Buffer, lengths: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

test("messages are read whatever pieces they arrive in", () => {
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, lengths) => {
      const reader = new FrameReader();
      const stream = Buffer.concat(sent.map(({ type, id, text }) => encodeFrame(type, id, text)));
      const received = cut(stream, lengths).flatMap((piece) => reader.push(piece));
      assert.deepEqual(
        received.map(({ type, id, payload }) => ({ type, id, text: payload.toString("utf8") })),
        sent.map(({ text, ...rest }) => ({ ...rest, text: `${text}\n` })),
      );
      assert.equal(reader.incomplete, 0);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test("any bytes are messages or a fault, and never more than one message is held", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 20 }), (pieces) => {
      const reader = new FrameReader();
      try {
        for (const piece of pieces) {
          reader.push(piece);
          assert.ok(reader.incomplete < maximumFrameSize + 64);
        }
      } catch (error) {
        assert.ok(error instanceof FrameError);
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});

const sizes: readonly [number, boolean][] = [
  [0, false],
  [headerSize - 1, false],
  [headerSize, true],
  [maximumFrameSize, true],
  [maximumFrameSize + 1, false],
  // A guest that announces 1 GiB must not make the host wait for it.
  [0x4000_0000, false],
];

for (const [size, taken] of sizes) {
  test(`a size of ${size} is ${taken ? "taken" : "refused"}`, () => {
    const header = Buffer.alloc(headerSize);
    header.writeUInt32LE(size, 4);
    const push = (): unknown => new FrameReader().push(header);
    if (taken) push();
    else assert.throws(push, /at byte 0 .*invalid message size/);
  });
}

test("a fault names the offset in the connection", () => {
  const reader = new FrameReader();
  const good = encodeFrame(1, 1n, "{}");
  reader.push(good);
  assert.throws(() => reader.push(Buffer.alloc(headerSize)), { offset: good.length, code: "gcs-frame" });
});
