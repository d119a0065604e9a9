import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Editor } from "./support/editor.ts";
import { goodPod, podWith, unquotedPod } from "./support/specs.ts";
import { withClient } from "./support/test-client.ts";

const fragments = [
  "\n",
  "---\n",
  "\r\n",
  '"',
  "'",
  ": ",
  "yes",
  "    ",
  "\t",
  "#",
  "{",
  "]",
  "\0",
  "\ud800",
  unquotedPod,
];
const splice = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  text: fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 5 })),
});

test(
  "law: after any edits the findings are those of the same text opened afresh",
  withClient({}, async (client) => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(splice, { maxLength: 12 }), async (splices) => {
        const start = [goodPod, unquotedPod, podWith("yes")].join("---\n");
        const edited = await Editor.open(client, start, `file:///${opened++}.yaml`);
        for (const { at, length, text } of splices) {
          const offset = Math.floor(at * edited.text.length);
          await edited.edit(offset, Math.min(length, edited.text.length - offset), text);
          if (at < 0.5) await edited.pull();
        }
        const fresh = await Editor.open(client, edited.text, `file:///${opened++}.yaml`);
        const [ours, theirs] = [await edited.diagnostics(), await fresh.diagnostics()];
        const there = JSON.stringify(theirs).replaceAll(fresh.uri, edited.uri);
        assert.equal(JSON.stringify(ours), there);
        await edited.close();
        await fresh.close();
      }),
      { seed: 42, numRuns: 60 },
    );
  }),
);

test(
  "many cursors: one change from back to front, one from front to back",
  withClient({}, async (client) => {
    const pods = Array.from({ length: 50 }, () => unquotedPod).join("---\n");
    const editor = await Editor.open(client, pods);
    const lines = pods.split("\n").flatMap((line, index) => (line.endsWith(": 4096") ? [index] : []));
    const quoted = (line: number) => ({
      range: { start: { line, character: 65 }, end: { line, character: 69 } },
      text: '"4096"',
    });
    await editor.change(lines.slice(25).reverse().map(quoted));
    assert.equal((await editor.diagnostics()).length, 25);
    await editor.change(lines.slice(0, 25).map(quoted));
    assert.deepEqual(await editor.diagnostics(), []);
  }),
);
