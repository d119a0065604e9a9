import assert from "node:assert/strict";
import { test } from "node:test";
import { fixAll } from "../../../../server/src/pods/review/fix-all.ts";
import { goodPod, podWith, unquotedCode, unquotedPod } from "../../../protocol/support/specs.ts";
import { defaultProfile } from "./default-profile.ts";

test("every document is fixed, by edits that are small", () => {
  const { text, edits } = fixAll("a.yaml", [unquotedPod, goodPod, unquotedPod].join("---\n"), defaultProfile);
  assert.equal(text, [goodPod, goodPod, goodPod].join("---\n"));
  assert.deepEqual(
    edits.map(({ start, end }) => end - start),
    ["4096".length, "4096".length],
  );
});

test("what has no unambiguous fix stays", () => {
  const text = podWith('"lots"');
  assert.deepEqual(fixAll("a.yaml", text, defaultProfile), { text, edits: [] });
});

test("a rule that is off fixes nothing", () => {
  const severities = new Map([[unquotedCode, "off"]] as const);
  assert.equal(fixAll("a.yaml", unquotedPod, { ...defaultProfile, severities }).text, unquotedPod);
});

test("suppressed findings are left alone", () => {
  const text = `# confidential-pods-disable-file ${unquotedCode}\n${unquotedPod}`;
  assert.equal(fixAll("a.yaml", text, defaultProfile).text, text);
});
