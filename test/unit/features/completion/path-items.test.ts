import assert from "node:assert/strict";
import { test } from "node:test";
import { blockCursor } from "../../../../server/src/features/completion/block-cursor.ts";
import { flowCursor } from "../../../../server/src/features/completion/flow-cursor.ts";
import type { ListFolder } from "../../../../server/src/features/completion/list-folder.ts";
import { pathSuggestions } from "../../../../server/src/features/completion/path-items.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";

const listFolder: ListFolder = async (folder) =>
  folder === "C:\\boot\\"
    ? [
        { name: "cwcow.snp.vmgs", isFolder: false },
        { name: "it's", isFolder: true },
      ]
    : folder === "C:\\boot\\it's\\"
      ? [{ name: "new", isFolder: true }]
      : [];

/** What is offered where `|` stands: filter text and new text of each. */
async function paths(
  marked: string,
  extension = "yaml",
  snippets = false,
): Promise<readonly (readonly [string | undefined, string])[]> {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const document = PodFile.open(`x.${extension}`, text).documents[0]?.document;
  const cursor = document && (blockCursor(document, offset) ?? flowCursor(document, offset));
  if (cursor?.at.kind !== "value") return [];
  const found = await pathSuggestions(text, offset, cursor, cursor.at, listFolder, snippets);
  return found.map(({ filterText, newText }) => [filterText, newText]);
}

const file = "io.microsoft.virtualmachine.wcow.gueststatefile";
const folder = "io.microsoft.virtualmachine.bootfilesrootpath";
const pod = (line: string): string => `kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    ${line}\n`;

const cases: readonly (readonly [why: string, spec: string, offered: readonly (readonly [string, string])[]])[] = [
  [
    "folders first, then files; a quote in a name is doubled where the value is in single quotes",
    pod(`${file}: 'C:\\boot\\|'`),
    [
      ["'C:\\boot\\it's", "'C:\\boot\\it''s'"],
      ["'C:\\boot\\cwcow.snp.vmgs", "'C:\\boot\\cwcow.snp.vmgs'"],
    ],
  ],
  ["only folders for a folder", pod(`${folder}: 'C:\\boot\\|'`), [["'C:\\boot\\it's", "'C:\\boot\\it''s'"]]],
  [
    "in double quotes, what is written so far is read with its escapes",
    pod(`${folder}: "C:\\\\boot\\\\i|"`),
    [[`"C:\\\\boot\\\\it's`, `"C:\\\\boot\\\\it's"`]],
  ],
  [
    "a folder whose name has a quote, in such quotes",
    pod(`${folder}: 'C:\\boot\\it''s\\|'`),
    [["'C:\\boot\\it''s\\new", "'C:\\boot\\it''s\\new'"]],
  ],
  ["a plain path", pod(`${folder}: C:\\boot\\|`), [["C:\\boot\\it's", "'C:\\boot\\it''s'"]]],
  ["nothing in a UNC path, which would reach out to a server", pod(`${folder}: '\\\\server\\share\\|'`), []],
  ["nothing before the first folder", pod(`${folder}: 'C:|'`), []],
  ["nothing for a name in the boot folder", pod("io.microsoft.virtualmachine.lcow.gueststatefile: 'C:\\boot\\|'"), []],
];
for (const [why, spec, offered] of cases) {
  test(`paths: ${why}`, async () => assert.deepEqual(await paths(spec), offered));
}

test("paths in JSON are escaped", async () => {
  const spec = `{"metadata":{"name":"a","uid":"1"},"annotations":{"${folder}":"C:\\\\boot\\\\|"}}`;
  assert.deepEqual(await paths(spec, "json"), [[`"C:\\\\boot\\\\it's`, `"C:\\\\boot\\\\it's"`]]);
});

test("a client with snippets stays in front of the quote behind a folder, for the next one", async () => {
  assert.deepEqual(await paths(pod(`${folder}: 'C:\\boot\\|'`), "yaml", true), [
    ["'C:\\boot\\it's", "'C:\\\\boot\\\\it''s$0'"],
  ]);
  assert.deepEqual(await paths(pod(`${file}: 'C:\\boot\\c|'`), "yaml", true), [
    ["'C:\\boot\\it's", "'C:\\\\boot\\\\it''s$0'"],
    ["'C:\\boot\\cwcow.snp.vmgs", "'C:\\boot\\cwcow.snp.vmgs'"],
  ]);
});
