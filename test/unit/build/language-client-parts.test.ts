import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import { emittedModules } from "../../../build/emitted-modules.mjs";
import { complete, conversions, languageClientParts, unoffered } from "../../../build/language-client-parts.mjs";
import { readClientProfile } from "../../../server/src/features/client-profile.ts";
import { initializeResult } from "../../../server/src/features/initialize.ts";
import { fieldOf } from "../../../server/src/unknown.ts";

/** A client that can do whatever the server asks about. */
const profile = readClientProfile({
  capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
  initializationOptions: { annotationPages: true, uriScheme: "vscode" },
});

test("the client's features that are left out are none that the server offers", () => {
  const { capabilities } = initializeResult(profile, true);
  const offered = (path: string): boolean =>
    path.split(".").reduce<unknown>((value, name) => fieldOf(value, name), capabilities) !== undefined;
  assert.ok(offered("hoverProvider") && offered("textDocumentSync.change"), "capabilities are found by their paths");
  assert.deepEqual(Object.keys(unoffered).filter(offered), []);
});

test("the server says when a change of one file changes findings of another", () => {
  const { capabilities } = initializeResult(profile, true);
  assert.equal(fieldOf(capabilities.diagnosticProvider, "interFileDependencies"), false);
});

test("what the client never asks for later, the server sends at once", () => {
  const { capabilities } = initializeResult(profile, true);
  const later = (name: string): unknown => fieldOf(fieldOf(capabilities, name), "resolveProvider");
  assert.equal(later("completionProvider"), true);
  assert.deepEqual(
    Object.values(complete).filter((name) => later(name) !== undefined),
    [],
  );
});

test("the converters have all that is called of them", async () => {
  const { outputFiles } = await build({
    entryPoints: ["client/src/language/language-client.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    minifySyntax: true,
    external: ["vscode"],
    plugins: [emittedModules(languageClientParts("^1.100.0"))],
  });
  const text = outputFiles[0]?.text ?? "";
  const called = new Set(
    [...text.matchAll(/[cC]onverter\.(as\w+)|\b(?:c2p|p2c|_p2c|_c2p)\.(as\w+)/g)].map(([, a, b]) => a ?? b),
  );
  assert.ok(called.has("asHover"));
  const kept: ReadonlySet<string | undefined> = new Set(Object.values(conversions).flat());
  assert.deepEqual(
    [...called].filter((name) => !kept.has(name)),
    [],
  );
});
