import assert from "node:assert/strict";
import { test } from "node:test";
import { previewedPlace, previewScheme, previewUri } from "../../../../client/src/preview/preview-uri.ts";

const places: readonly (readonly [uri: string, sandboxIndex: number, path: string])[] = [
  ["file:///c%3A/specs/pod.yaml", 0, "/HCS pod.yaml.jsonc"],
  ["file:///specs/my%20pod.json", 2, "/HCS my pod.json (3).jsonc"],
  // A name cannot add folders to the path.
  ["file:///specs/a%2Fb%5Cc.yaml", 0, "/HCS a b c.yaml.jsonc"],
  ["untitled:Untitled-1", 1, "/HCS Untitled-1 (2).jsonc"],
  ["vscode-vfs://github/org/repo/pod.yaml", 0, "/HCS pod.yaml.jsonc"],
  ["vscode-vfs://github", 0, "/HCS pod spec.jsonc"],
];

for (const [uri, sandboxIndex, path] of places) {
  test(`the preview of sandbox ${sandboxIndex} of ${uri} is ${path}, and leads back`, () => {
    const made = previewUri({ uri, sandboxIndex });
    assert.equal(made.path, path);
    assert.deepEqual(previewedPlace(made), { uri, sandboxIndex });
  });
}

test("specs of the same name have different previews", () => {
  const [one, other] = ["file:///a/pod.yaml", "file:///b/pod.yaml"].map((uri) => previewUri({ uri, sandboxIndex: 0 }));
  assert.notDeepEqual(one, other);
});

test("other URIs are no preview", () => {
  const path = "/HCS pod.yaml.jsonc";
  assert.equal(previewedPlace({ scheme: "file", path, query: '["file:///a", 0]' }), undefined);
  for (const query of ["", "{", "[]", "null", '["file:///a"]', '[0, "file:///a"]', '{"uri":"file:///a"}']) {
    assert.equal(previewedPlace({ scheme: previewScheme, path, query }), undefined, query);
  }
});
