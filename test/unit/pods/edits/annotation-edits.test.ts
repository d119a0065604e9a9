import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import {
  insertAnnotation,
  quoteValue,
  removeAnnotation,
  renameKey,
  replaceValue,
} from "../../../../server/src/pods/edits/annotation-edits.ts";
import { hasPlaceholder } from "../../../../server/src/pods/manifest/placeholders.ts";
import { applied, pairs, readSet, readSets } from "./apply.ts";
import { carriers } from "./carriers.ts";

const value = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "",
    "true",
    "yes",
    "0777",
    "~",
    "C:\\debug\\new",
    "a: b",
    "x # y",
    " lead",
    "tail ",
    "a\nb",
    "'\"",
    "*a",
    "- b",
  ),
);

for (const { name, syntax, text } of carriers) {
  suite(name, () => {
    const set = readSet(text, syntax);
    const before = pairs(set);

    test("replacing a value gives exactly that value and changes nothing else", () => {
      fc.assert(
        fc.property(fc.nat(set.annotations.length - 1), value, (index, wanted) => {
          const annotation = set.annotations[index];
          assert.ok(annotation !== undefined);
          fc.pre(!hasPlaceholder(wanted, syntax === "template"));
          const after = readSet(applied(text, [replaceValue(text, annotation, wanted)]), syntax);
          assert.deepEqual(pairs(after), before.with(index, `${annotation.key}=${wanted}`));
          assert.equal(after.annotations[index]?.valueType, "string");
        }),
        { numRuns: 80, seed: 3 },
      );
    });

    test("renaming a key keeps the values", () => {
      for (const newKey of ["io.microsoft.wcow.debug", "a b: c", "on", "x/y"]) {
        for (const [index, annotation] of set.annotations.entries()) {
          const after = readSet(applied(text, [renameKey(annotation, newKey)]), syntax);
          const renamed = before[index]?.replace(`${annotation.key}=`, `${newKey}=`) ?? "";
          assert.deepEqual(pairs(after), before.with(index, renamed));
        }
      }
    });

    test("removing an annotation keeps the others; removing each in turn leaves none", () => {
      for (const [index, annotation] of set.annotations.entries()) {
        const after = readSet(applied(text, removeAnnotation(text, set, annotation)), syntax);
        assert.deepEqual(pairs(after), before.toSpliced(index, 1));
      }
      let left = text;
      for (let count = before.length; count > 0; count--) {
        const [current] = readSets(left, syntax);
        const last = current?.annotations.at(-1);
        assert.ok(current !== undefined && last !== undefined, left);
        left = applied(left, removeAnnotation(left, current, last));
      }
      assert.deepEqual(pairs(readSets(left, syntax)[0]), []);
    });

    test("inserting an annotation puts it behind the one named and changes nothing else", () => {
      const added = "io.microsoft.wcow.debug_data_path";
      for (const after of [undefined, ...set.annotations]) {
        const edited = applied(text, insertAnnotation(text, set, added, "C:\\debug", after));
        const found = pairs(readSet(edited, syntax));
        assert.deepEqual(
          found.filter((pair) => !pair.startsWith(added)),
          before,
        );
        assert.ok(found.includes(`${added}=C:\\debug`), edited);
        const isBlockScalar = after?.valueStyle === "literal" || after?.valueStyle === "folded";
        if (after !== undefined && !isBlockScalar) {
          assert.equal(found.indexOf(`${added}=C:\\debug`), set.annotations.indexOf(after) + 1);
        }
        if (text.includes("\r\n")) assert.doesNotMatch(edited, /[^\r]\n/);
      }
    });
  });
}

test("an empty map takes its first annotation", () => {
  const json = '{\n  "kind": "Pod",\n  "metadata": {\n    "annotations": {}\n  }\n}\n';
  assert.equal(
    applied(json, insertAnnotation(json, readSet(json, "json"), "a", "b")),
    json.replace("{}", '{\n      "a": "b"\n    }'),
  );
  const flow = "kind: Pod\nmetadata:\n  annotations: { }\n";
  assert.equal(applied(flow, insertAnnotation(flow, readSet(flow, "yaml"), "a", "b")), flow.replace("{ }", '{a: "b"}'));
});

test("JSON in a YAML file stays JSON", () => {
  const text = '{"kind": "Pod", "metadata": {"annotations": {"a": "C:\\\\x"}}}';
  const set = readSet(text, "yaml");
  const [a] = set.annotations;
  assert.ok(a !== undefined);
  const edits = [replaceValue(text, a, "C:\\y"), ...insertAnnotation(text, set, "b", "C:\\z")];
  assert.deepEqual(JSON.parse(applied(text, edits)).metadata.annotations, { a: "C:\\y", b: "C:\\z" });
});

test("comments and neighbors stay where they are", () => {
  const text = 'kind: Pod\nmetadata:\n  annotations:\n    # about a\n    a: "1" # one\n    b: "2"\n';
  const set = readSet(text, "yaml");
  const [a] = set.annotations;
  assert.ok(a !== undefined);
  assert.equal(applied(text, [replaceValue(text, a, "x")]), text.replace('"1"', '"x"'));
  assert.equal(applied(text, removeAnnotation(text, set, a)), text.replace('    a: "1" # one\n', ""));
  assert.equal(applied(text, insertAnnotation(text, set, "c", "3", a)), text.replace("# one\n", '# one\n    c: "3"\n'));
});

const quoted: readonly (readonly [string, string])[] = [
  ["true", '"true"'],
  ["yes", '"yes"'],
  ["2", '"2"'],
  ["C:\\debug", "'C:\\debug'"],
  ["{a: b}", '"{a: b}"'],
];
for (const [plain, expected] of quoted) {
  test(`quoting ${plain} writes ${expected}`, () => {
    const text = `kind: Pod\nmetadata:\n  annotations:\n    a: ${plain}\n`;
    const [annotation] = readSet(text, "yaml").annotations;
    assert.ok(annotation !== undefined);
    assert.equal(applied(text, [quoteValue(text, annotation)]), text.replace(plain, expected));
  });
}

test("a path in double quotes becomes single-quoted, a missing value gets its space", () => {
  const text = 'kind: Pod\nmetadata:\n  annotations:\n    a: "C:\\boot"\n    b:\n';
  const [a, b] = readSet(text, "yaml").annotations;
  assert.ok(a !== undefined && b !== undefined);
  const edits = [replaceValue(text, a, "C:\\boot"), replaceValue(text, b, "x")];
  assert.equal(applied(text, edits), "kind: Pod\nmetadata:\n  annotations:\n    a: 'C:\\boot'\n    b: x\n");
});
