import assert from "node:assert/strict";
import { test } from "node:test";
import { annotationKeyOf } from "../../../../client/src/authoring/annotation-page-uri.ts";

const scheme = "confidential-pods-annotation";
const cases: readonly (readonly [scheme: string, path: string, key: string | undefined])[] = [
  [scheme, "/io.microsoft.wcow.debug.md", "io.microsoft.wcow.debug"],
  // VS Code decodes the slash of the key.
  [scheme, "/microsoft.com/hostprocess-container.md", "microsoft.com/hostprocess-container"],
  [scheme, "/.md", undefined],
  [scheme, "/io.microsoft.wcow.debug", undefined],
  ["file", "/io.microsoft.wcow.debug.md", undefined],
];
for (const [given, path, key] of cases) {
  test(`${given}:${path} is the page of ${key ?? "nothing"}`, () =>
    assert.equal(annotationKeyOf({ scheme: given, path }), key));
}
