import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withoutNeighbors } from "../../../../client/src/boot/pages/with-hresults.ts";
import { phaseTexts } from "../../../../client/src/boot/session/session-state.ts";
import { hresultFacts } from "../../../../client/src/host/hcs/hresult-table.ts";
import { troubleshootingFile, withHresults } from "../../../tools/hresult-reference.ts";

const page = readFileSync(troubleshootingFile, "utf8");

test("the page of troubleshooting has every HRESULT that the host explains (node test/tools/generate-hresults.mjs)", () => {
  assert.equal(page, withHresults(page));
  assert.equal(page.split("\n").filter((line) => /^\| `0x/.test(line)).length, hresultFacts.length);
});

test("a page that has lost its table gets it back, and no table twice", () => {
  const [text = ""] = page.split("\n## Every HRESULT\n");
  assert.equal(withHresults(text), page);
});

test("a page that is shown from memory leads to no file beside it", () => {
  const text = "See [the timeline](artifacts.md#x), [HCS](https://example.com) and [a command](command:x).";
  assert.equal(withoutNeighbors(text), text.replace("[the timeline](artifacts.md#x)", "the timeline"));
});

test("the page of booting names every phase", () => {
  const boot = readFileSync("client/docs/boot.md", "utf8");
  const phases = Object.keys(phaseTexts).filter((phase) => phase !== "closed");
  assert.deepEqual(
    phases.filter((phase) => !new RegExp(`^\\| .*\\b${phase}\\b.* \\|`, "m").test(boot)),
    [],
  );
});
