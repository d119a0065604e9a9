import assert from "node:assert/strict";
import { test } from "node:test";
import { fileUri, sarifReport } from "../../../server/src/report/sarif.ts";
import { finding, report } from "./sample.ts";

const rules = [
  { code: "first-rule", title: "First", severity: "hint", help: "Help." },
  { code: "some-rule", title: "Some", severity: "error", help: "More *help*." },
] as const;

test("a run with its rules and results, one-based in UTF-16 columns", () => {
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
  const checked = report({ file: "a b.yaml", findings: [finding({ related: [{ message: "other half", range }] })] });
  const log: unknown = JSON.parse(sarifReport(checked, rules, "1.2.3"));
  const place = (region: object): object => ({ artifactLocation: { uri: "a%20b.yaml" }, region });
  assert.deepEqual(log, {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "confidential-pods",
            semanticVersion: "1.2.3",
            rules: [
              {
                id: "first-rule",
                shortDescription: { text: "First" },
                help: { text: "Help.", markdown: "Help." },
                defaultConfiguration: { level: "note" },
              },
              {
                id: "some-rule",
                shortDescription: { text: "Some" },
                help: { text: "More *help*.", markdown: "More *help*." },
                defaultConfiguration: { level: "error" },
              },
            ],
          },
        },
        columnKind: "utf16CodeUnits",
        results: [
          {
            ruleId: "some-rule",
            ruleIndex: 1,
            level: "error",
            message: { text: "Something is wrong." },
            locations: [{ physicalLocation: place({ startLine: 5, startColumn: 9, endLine: 5, endColumn: 15 }) }],
            relatedLocations: [
              {
                id: 0,
                message: { text: "other half" },
                physicalLocation: place({ startLine: 2, startColumn: 3, endLine: 2, endColumn: 4 }),
              },
            ],
          },
        ],
      },
    ],
  });
});

const uris: readonly (readonly [file: string, uri: string])[] = [
  ["pods/a.yaml", "pods/a.yaml"],
  ["/srv/100%/ä.yaml", "file:///srv/100%25/%C3%A4.yaml"],
  ["C:/pods/a b.json", "file:///C:/pods/a%20b.json"],
  ["<stdin>", "%3Cstdin%3E"],
];
for (const [file, uri] of uris) {
  test(`${file} is named ${uri}`, () => assert.equal(fileUri(file), uri));
}
