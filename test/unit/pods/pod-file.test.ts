import assert from "node:assert/strict";
import { test } from "node:test";
import { PodFile } from "../../../server/src/pods/pod-file.ts";

const pod = (name: string): string => `kind: Pod\nmetadata:\n  annotations: {a: ${name}}\n`;

test("the file name tells the syntax, and who knows better may say so", () => {
  const syntax = (path: string): string => PodFile.open(path, "").syntax;
  assert.equal(syntax("C:\\pods\\POD.JSON"), "json");
  assert.equal(syntax("file:///a/pod.jsonc"), "json");
  assert.equal(syntax("pod.json.template"), "template");
  assert.equal(syntax("_helpers.tpl"), "template");
  assert.equal(syntax("pod.yml"), "yaml");
  assert.equal(syntax("untitled:Untitled-1"), "yaml");
  assert.equal(PodFile.open("pod.yaml", "", "json").syntax, "json");
});

const splits: readonly (readonly [string, readonly string[]])[] = [
  ["a: 1\n---\nb: 2\n", ["a: 1\n", "b: 2\n"]],
  ["---\na: 1\n", ["a: 1\n"]],
  ["\uFEFF---\na: 1\n", ["a: 1\n"]],
  ["a: 1\r\n--- \t\r\nb: 2\r\n...\r\nc: 3", ["a: 1\r\n", "b: 2\r\n", "c: 3"]],
  ["a: 1\r---\rb: 2", ["a: 1\r", "b: 2"]],
  // A marker with content of its own belongs to its document; so does the last line, which is still being typed.
  ["--- {a: 1}\n--- # c\nb: 2\n---", ["--- {a: 1}\n", "--- # c\nb: 2\n", "---"]],
  // Column 0 is a marker even within a block scalar; an indented one is text, and so are more than three dashes.
  ["a: |\n  ---\n---\nb\n----\n---x\n", ["a: |\n  ---\n", "b\n----\n---x\n"]],
];
for (const [text, documents] of splits) {
  test(`splits ${JSON.stringify(text)}`, () => {
    const file = PodFile.open("pod.yaml", text);
    assert.deepEqual(
      file.documents.map(({ document }) => document.text),
      documents,
    );
    for (const { document, startOffset, startLine } of file.documents) {
      assert.equal(text.slice(startOffset, startOffset + document.text.length), document.text);
      assert.deepEqual(file.positionAt(startOffset), { line: startLine, character: 0 });
    }
  });
}

test("JSON is one document, whatever it holds", () => {
  assert.equal(PodFile.open("pod.json", '{\n---\n"a": 1}').documents.length, 1);
  assert.equal(PodFile.open("pod.json.template", '{\n"a": 1\n---\n}').documents.length, 1);
});

test("documents are numbered without those that hold only comments", () => {
  const file = PodFile.open("pod.yaml", `# licence\n---\n${pod("x")}---\n# nothing\n---\n${pod("y")}`);
  assert.deepEqual(
    file.documents.filter(({ document }) => document.sets.length > 0).map(({ document }) => document.index),
    [0, 1],
  );
});

test("an edit keeps the documents that it does not touch, and moves them", () => {
  const file = PodFile.open("pod.yaml", [pod("x"), pod("y"), pod("z")].join("---\n"));
  const [first, second, third] = file.documents.map(({ document }) => document);
  const at = file.text.indexOf("y}");
  file.edit([{ start: at, end: at + 1, text: "why\n    " }]);
  const after = file.documents;
  assert.equal(after[0]?.document, first);
  assert.notEqual(after[1]?.document, second);
  assert.equal(after[1]?.document.sets[0]?.annotations[0]?.value, "why");
  assert.equal(after[2]?.document, third);
  assert.equal(after[2]?.startOffset, file.text.lastIndexOf("kind"));
  assert.equal(after[2]?.startLine, 9);
});

test("an edit can make and break documents; a document that is whole again is the same", () => {
  const file = PodFile.open("pod.yaml", `${pod("x")}---\n${pod("y")}`);
  const first = file.documents[0]?.document;
  const at = file.text.indexOf("---");
  file.edit([{ start: at, end: at + 1, text: "" }]);
  assert.equal(file.documents.length, 1);
  file.edit([{ start: at, end: at, text: "-" }]);
  assert.equal(file.documents.length, 2);
  assert.equal(file.documents[0]?.document.text, first?.text);
  const second = file.documents[1]?.document;
  file.replace(`${pod("new")}---\n${file.text}`);
  assert.equal(file.documents.at(-1)?.document, second);
  assert.equal(second?.index, 2);
});

test("typing inside a marker breaks it", () => {
  for (const marker of ["---\n", "--- # x\n", "...\n", "---  \n"]) {
    const text = `${pod("x")}${marker}${pod("y")}`;
    for (let at = 0; at < marker.length; at++) {
      const file = PodFile.open("pod.yaml", text);
      assert.equal(file.documents.length, 2);
      const from = pod("x").length + at;
      file.edit([{ start: from, end: from, text: "a" }]);
      const opened = PodFile.open("pod.yaml", file.text).documents;
      assert.deepEqual(
        file.documents.map(({ document }) => document.text),
        opened.map(({ document }) => document.text),
      );
    }
  }
});

test("several changes of one edit count in the text that the one before left", () => {
  const file = PodFile.open("pod.yaml", "abc");
  file.edit([
    { start: 0, end: 1, text: "xyz" },
    { start: 3, end: 5, text: "" },
  ]);
  assert.equal(file.text, "xyz");
});

test("positions and offsets, line by line", () => {
  const text = "a: 1\r\n---\r\nb: 2\rc: 3\n...\n\n---";
  const file = PodFile.open("pod.yaml", text);
  const lineStarts = [0, 6, 11, 16, 21, 25, 26];
  for (const [line, start] of lineStarts.entries()) {
    assert.deepEqual(file.positionAt(start), { line, character: 0 }, `line ${line}`);
    assert.equal(file.offsetAt({ line, character: 0 }), start, `line ${line}`);
  }
  assert.deepEqual(file.positionAt(8), { line: 1, character: 2 });
  assert.equal(file.offsetAt({ line: 0, character: 99 }), 4);
  assert.equal(file.offsetAt({ line: 1, character: 99 }), 9);
  assert.equal(file.offsetAt({ line: 99, character: 0 }), text.length);
  assert.equal(file.offsetAt({ line: -1, character: 5 }), 0);
  assert.deepEqual(file.positionAt(999), { line: 6, character: 3 });
});

test("what is not read is said once, and only where it concerns us", () => {
  const deep = `x: ${"[".repeat(1000)}\n`;
  assert.equal(PodFile.open("pod.yaml", deep).unread.length, 0);
  const file = PodFile.open("pod.yaml", `a: 1\n---\n# io.microsoft.wcow.debug\n${deep}`);
  assert.equal(file.unread.length, 1);
  assert.equal(file.text.charAt(file.unread[0]?.span.start ?? 0), "[");
  const large = PodFile.open("pod.yaml", `${pod("x")}${"#".repeat(33 * 1024 * 1024)}`);
  assert.equal(large.unread.length, 1);
  assert.deepEqual(
    large.documents.map(({ document }) => document.sets.length),
    [0],
  );
});

test("comments are looked for only where one is addressed to us", () => {
  const comments = (text: string): number => PodFile.open("p.yaml", text).documents[0]?.document.comments.length ?? -1;
  assert.equal(comments("# a\nb: c # d\n"), 0);
  assert.equal(comments("# a\nb: c # confidential-pods-disable-line x\n"), 2);
  assert.equal(comments("# confidential-pods-disable-file\n"), 1);
});
