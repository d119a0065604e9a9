import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PodFile, type PodFileSyntax } from "../../../server/src/pods/pod-file.ts";
import { samples } from "./samples.ts";

/** Everything that a file says, for comparing two of them. */
function everything(file: PodFile): unknown {
  return {
    text: file.text,
    unread: file.unread,
    documents: file.documents.map(({ document, startOffset, startLine }) => {
      const { index, text, tree, sets, comments } = document;
      return { index, text, tree, sets, comments, startOffset, startLine };
    }),
  };
}

const snippets = [
  "\n",
  "---\n",
  "\n---\n",
  "...\n",
  "- ",
  ": ",
  '"',
  "'",
  "{",
  "}",
  "[",
  "{{ x }}",
  "#",
  "\r\n",
  "\t",
  "|\n",
];
const snippet = fc.oneof(
  fc.constantFrom(...snippets),
  fc.string({ maxLength: 6 }),
  fc.constantFrom(...Object.values(samples)),
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const splice = fc.record({ at: place, length: fc.nat(40), text: snippet });
const syntaxes: readonly PodFileSyntax[] = ["yaml", "json", "template"];

test("after any edits a file is what it would be if it were opened now", () => {
  const start = fc.constantFrom(...Object.values(samples));
  fc.assert(
    fc.property(start, fc.constantFrom(...syntaxes), fc.array(splice, { maxLength: 6 }), (text, syntax, splices) => {
      const file = PodFile.open("pod", text, syntax);
      for (const { at, length, text: inserted } of splices) {
        const from = Math.floor(at * file.text.length);
        file.edit([{ start: from, end: Math.min(from + length, file.text.length), text: inserted }]);
        // Asking in between makes the next edit start from documents that were read.
        if (length % 2 === 0) assert.ok(file.documents.length > 0);
      }
      assert.deepEqual(everything(file), everything(PodFile.open("pod", file.text, syntax)));
    }),
    { numRuns: 120, seed: 7 },
  );
});

test("any text is read without a throw, and every span lies in its document", () => {
  const text = fc.oneof(
    fc.array(snippet, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 200 }),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...syntaxes), (anything, syntax) => {
      for (const { document } of PodFile.open("pod", anything, syntax).documents) {
        for (const set of document.sets) {
          for (const { span, keySpan, valueSpan } of set.annotations) {
            for (const part of [span, keySpan, valueSpan]) {
              assert.ok(part.start >= 0 && part.start <= part.end && part.end <= document.text.length);
            }
          }
        }
      }
    }),
    { numRuns: 250, seed: 11 },
  );
});

test("positionAt and offsetAt are each other's inverse on every character", () => {
  fc.assert(
    fc.property(fc.array(snippet, { maxLength: 10 }), (parts) => {
      const file = PodFile.open("pod.yaml", parts.join(""));
      for (let offset = 0; offset <= Math.min(file.text.length, 400); offset++) {
        const inPair = file.text.charAt(offset - 1) === "\r" && file.text.charAt(offset) === "\n";
        if (!inPair) assert.equal(file.offsetAt(file.positionAt(offset)), offset);
      }
    }),
    { numRuns: 100, seed: 13 },
  );
});

for (const name of ["block", "cri", "oci"] as const) {
  test(`every prefix of the ${name} sample says only what the whole says`, () => {
    const syntax = name === "block" ? "yaml" : "json";
    const known = new Map<string, Set<string>>();
    for (const { document } of PodFile.open("pod", samples[name], syntax).documents) {
      for (const { annotations } of document.sets) {
        for (const { key, value } of annotations) known.set(key, (known.get(key) ?? new Set()).add(value));
      }
    }
    for (let end = 0; end < samples[name].length; end++) {
      const prefix = samples[name].slice(0, end);
      for (const { document } of PodFile.open("pod", prefix, syntax).documents) {
        for (const { key, value, valueKnown, valueType, span } of document.sets.flatMap(
          ({ annotations }) => annotations,
        )) {
          // Where the prefix ends, a key, a plain value or a block scalar may be cut short without a trace.
          if (!valueKnown || valueType === "missing" || span.end >= document.text.trimEnd().length) continue;
          assert.ok(known.get(key)?.has(value), `${JSON.stringify(prefix.slice(-60))}: ${key}=${value}`);
        }
      }
    }
  });
}
