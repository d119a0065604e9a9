import assert from "node:assert/strict";
import { test } from "node:test";
import { asPod, findingsIn } from "../sample.ts";

const errorsIn = (lines: readonly string[]): readonly string[] =>
  findingsIn(asPod(lines.join("\n")))
    .filter(({ severity }) => severity === "error")
    .map(({ code }) => code);

const lonely = ['io.microsoft.wcow.debug: "true"', 'io.microsoft.virtualmachine.wcow.writable_efi: "true"'];

test("a missing half is reported where the whole map is seen", () => {
  assert.deepEqual(errorsIn(lonely), ["debug-needs-policy", "writable-efi-needs-policy"]);
});

for (const [what, line] of [
  ["a template expression", "{{- toYaml .Values.annotations | nindent 4 }}"],
  ["an unresolved merge key", "<<: *elsewhere"],
] as const) {
  test(`${what} may hold the missing half`, () => {
    assert.deepEqual(errorsIn([line, ...lonely]), []);
  });
}
