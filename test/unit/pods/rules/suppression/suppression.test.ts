import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { listRules } from "../../../../../server/src/pods/rules/explain.ts";
import { applySeverities } from "../../../../../server/src/pods/rules/severities.ts";
import { parseDirective } from "../../../../../server/src/pods/rules/suppression/directive.ts";
import { fileSuppressions } from "../../../../../server/src/pods/rules/suppression/file-suppressions.ts";
import { asDocument, findingsIn, summary } from "../sample.ts";

const bool = "io.microsoft.virtualmachine.fullyphysicallybacked";
const bad = `${bool}: "yes"`;
const found = [`value-unparsable warning ${bool}`];

const cases: readonly (readonly [what: string, lines: string, expected: readonly string[]])[] = [
  ["nothing", bad, found],
  ["the same line", `${bad} # confidential-pods-disable-line value-unparsable`, []],
  ["the next line", `# confidential-pods-disable-next-line value-unparsable\n${bad}`, []],
  ["stacked comments", `# confidential-pods-disable-next-line value-unparsable\n# because we test it\n${bad}`, []],
  ["the document", `# confidential-pods-disable-document value-unparsable -- tested elsewhere\n${bad}`, []],
  ["every rule", `${bad} # confidential-pods-disable-line`, []],
  [
    "another line",
    `# confidential-pods-disable-line value-unparsable\n${bad}`,
    ["suppression-unused hint null", ...found],
  ],
  [
    "another code",
    `${bad} # confidential-pods-disable-line unknown-key, value-unparsable`,
    ["suppression-unused hint null"],
  ],
  [
    "no code at all",
    `${bad} # confidential-pods-disable-line value-unparseable`,
    [...found, "suppression-unknown hint null"],
  ],
  ["a text in a string", `${bad}\nexample.com/note: "# confidential-pods-disable-document"`, found],
];

suite("suppression comments", () => {
  for (const [what, lines, expected] of cases) {
    test(what, () => assert.deepEqual(summary(findingsIn(asDocument(lines))), expected));
  }

  test("in JSON with comments", () => {
    const text = `{\n  "metadata": { "name": "p", "uid": "1" },\n  "annotations": {\n    // confidential-pods-disable-next-line value-unparsable\n    "${bool}": "yes"\n  }\n}`;
    assert.deepEqual(findingsIn(text), []);
  });

  test("a document's comment ends with it", () => {
    const text = [`# confidential-pods-disable-document value-unparsable`, asDocument(bad), asDocument(bad)].join(
      "\n---\n",
    );
    assert.deepEqual(summary(findingsIn(text.replace("\n---", ""))), found);
  });

  test("the unused comment can be removed", () => {
    const text = asDocument(`${bool}: "true" # confidential-pods-disable-line value-unparsable`);
    const [fix] = findingsIn(text)[0]?.fixes() ?? [];
    const [edit] = fix?.edits ?? [];
    assert.ok(edit);
    assert.equal(
      text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end),
      asDocument(`${bool}: "true"`),
    );
  });
});

suite("directives", () => {
  test("codes have exact spans", () => {
    const comment = "# confidential-pods-disable-line a-b,  c2 -- since then";
    const directive = parseDirective(comment, 100);
    assert.deepEqual(
      directive?.codes.map(({ code, span }) => [code, comment.slice(span.start - 100, span.end - 100)]),
      [
        ["a-b", "a-b"],
        ["c2", "c2"],
      ],
    );
  });

  test("a longer word is no directive", () => {
    assert.equal(parseDirective("# confidential-pods-disable-lines x", 0), undefined);
  });
});

suite("a file's suppressions", () => {
  const heads: readonly (readonly [head: string, codes: readonly string[]])[] = [
    ["# confidential-pods-disable-file unknown-key", ["unknown-key"]],
    ["\uFEFF\n# (c) us\r\n---\n// confidential-pods-disable-file unknown-key, key-case", ["unknown-key", "key-case"]],
    ["kind: Pod\n# confidential-pods-disable-file unknown-key", []], // not at the head
    ["# confidential-pods-disable-document unknown-key", []],
    ["# confidential-pods-disable-file", listRules().map(({ code }) => code)],
  ];
  for (const [head, codes] of heads) {
    test(JSON.stringify(head), () => assert.deepEqual([...fileSuppressions(`${head}\n`)].sort(), [...codes].sort()));
  }
});

suite("chosen severities", () => {
  const findings = findingsIn(asDocument(bad));

  test("replace the rule's own, and off hides", () => {
    assert.deepEqual(summary(applySeverities(findings, new Map([["value-unparsable", "error"]]))), [
      `value-unparsable error ${bool}`,
    ]);
    assert.deepEqual(applySeverities(findings, new Map([["value-unparsable", "off"]])), []);
  });

  test("nothing to change gives the same array", () => {
    assert.equal(applySeverities(findings, new Map([["unknown-key", "off"]])), findings);
  });
});
