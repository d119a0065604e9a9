import assert from "node:assert/strict";
import { test } from "node:test";
import { unoffered } from "../../../build/language-client-parts.mjs";
import { readClientProfile } from "../../../server/src/features/client-profile.ts";
import { initializeResult } from "../../../server/src/features/initialize.ts";
import { fieldOf } from "../../../server/src/features/settings/unknown.ts";

/** A client that can do whatever the server asks about. */
const profile = {
  ...readClientProfile({
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { annotationPages: true, uriScheme: "vscode" },
  }),
};

test("the client's features that are left out are none that the server offers", () => {
  const { capabilities } = initializeResult(profile, true);
  const offered = (path: string): boolean =>
    path.split(".").reduce<unknown>((value, name) => fieldOf(value, name), capabilities) !== undefined;
  assert.ok(offered("hoverProvider") && offered("textDocumentSync.change"), "capabilities are found by their paths");
  assert.deepEqual(Object.keys(unoffered).filter(offered), []);
});
