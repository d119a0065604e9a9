import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { diskHandlers } from "../../../server/src/disk-process/disk-handlers.ts";
import { type DiskHandlers, serveCalls } from "../../../server/src/disk-process/serve-calls.ts";
import type { DiskAnswer, DiskMethod } from "../../../server/src/disk-protocol.ts";
import { fixedVhd } from "../disks/support/vhd-builder.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "serve-calls-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Sends messages one after the other and waits for the final answers of this many calls. */
function talk(handlers: DiskHandlers, messages: readonly unknown[], expected: number): Promise<readonly DiskAnswer[]> {
  return new Promise((resolve) => {
    const answers: DiskAnswer[] = [];
    const take = serveCalls(handlers, (answer) => {
      if (answer.type !== "progress") answers.push(answer);
      if (answers.length === expected) resolve(answers);
    });
    for (const message of messages) take(message);
  });
}

const call = (number: number, method: DiskMethod, params: unknown): object => ({
  type: "call",
  call: number,
  method,
  params,
});

test("a call that is cancelled ends at its next step, and another one is not touched", async () => {
  const endless: DiskHandlers = {
    ...diskHandlers(),
    find: async (_, context) => {
      for (;;) {
        for (let spin = 0; spin < 10_000; spin++) Math.sqrt(spin);
        await context.checkpoint();
      }
    },
    release: async (_, context) => {
      await context.checkpoint();
      return null;
    },
  };
  const messages = [call(1, "find", {}), call(2, "release", {}), { type: "cancel", call: 1 }];
  const answers = await talk(endless, messages, 2);
  assert.deepEqual(
    answers.map((answer) => [answer.call, answer.type, answer.type === "error" ? answer.code : ""]),
    [
      [2, "result", ""],
      [1, "error", "cancelled"],
    ],
  );
});

test("what is no message of ours has no answer, and harms nobody", async () => {
  const strange = [undefined, null, 7, {}, { type: "call", call: "1" }, { type: "call", call: 1, method: "toString" }];
  const answers = await talk(diskHandlers(), [...strange, call(3, "release", { image: "x" })], 1);
  assert.deepEqual(answers, [{ type: "result", call: 3, value: null }]);
});

test("errors are sentences with a code", async () => {
  const empty = path.join(folder, "empty.vhd");
  writeFileSync(empty, fixedVhd(Buffer.alloc(1024 * 1024)));
  const missing = { image: path.join(folder, "none.vhd") };
  const answers = await talk(
    diskHandlers(),
    [call(1, "verdict", missing), call(2, "list", { image: empty, partition: 0, path: "" })],
    2,
  );
  assert.deepEqual(
    answers.map((answer) => answer.type === "error" && answer.code),
    ["image-file", "no-file-system"],
  );
  for (const answer of answers) assert.match(answer.type === "error" ? answer.message : "", /\.( \(offset \d+\))?$/);
});
