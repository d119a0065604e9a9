import assert from "node:assert/strict";
import { test } from "node:test";
import { windowsFileUri } from "../../../../server/src/features/document-links/file-uri.ts";

const cases: readonly (readonly [path: string, uri: string | undefined])[] = [
  ["C:\\boot\\cwcow.snp.vmgs", "file:///c%3A/boot/cwcow.snp.vmgs"],
  ["D:/with blank/#1", "file:///d%3A/with%20blank/%231"],
  ["C:\\", "file:///c%3A/"],
  ["C:\\a\\\\b", "file:///c%3A/a/b"],
  // A server of somebody else's choice is not to be asked, neither are devices and pipes.
  ["\\\\server\\share\\x", undefined],
  ["\\\\.\\pipe\\x", undefined],
  ["C:relative", undefined],
  ["boot\\x", undefined],
  ["C:\\a*b", undefined],
  ["C:\\a\nb", undefined],
  ["", undefined],
];
for (const [path, uri] of cases) {
  test(`${JSON.stringify(path)} leads to ${uri ?? "nothing"}`, () => assert.equal(windowsFileUri(path), uri));
}
