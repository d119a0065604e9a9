import assert from "node:assert/strict";
import { test } from "node:test";
import { pullingClient, TestClient, withClient } from "./support/test-client.ts";

test(
  "a client that pulls is offered pull diagnostics, quick fixes and fix-all",
  withClient({}, async ({ initialized }) => {
    const { textDocumentSync, positionEncoding, codeActionProvider, diagnosticProvider } = initialized.capabilities;
    const offered = { positionEncoding, textDocumentSync, codeActionProvider, diagnosticProvider };
    assert.deepEqual(offered, {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2 },
      codeActionProvider: { codeActionKinds: ["quickfix", "source.fixAll.confidentialPods"] },
      diagnosticProvider: {
        identifier: "confidential-pods",
        interFileDependencies: false,
        workspaceDiagnostics: true,
      },
    });
  }),
);

test(
  "a client that cannot pull is not offered it",
  withClient({ capabilities: {} }, async ({ initialized }) => {
    assert.equal(initialized.capabilities.diagnosticProvider, undefined);
  }),
);

test(
  "a client that cannot be told to ask again asks for all open files after an edit of one",
  withClient({ capabilities: { textDocument: { diagnostic: {} } } }, async ({ initialized }) => {
    assert.equal(initialized.capabilities.diagnosticProvider?.interFileDependencies, true);
  }),
);

test("shutdown and exit end the process cleanly", async () => {
  const client = await TestClient.start();
  assert.equal(await client.stop(), 0);
});

test(
  "malformed options are as good as none",
  withClient(
    { capabilities: pullingClient, initializationOptions: { uriScheme: ["not", "a", "scheme"] } },
    async ({ initialized }) => assert.ok(initialized.capabilities.diagnosticProvider),
  ),
);
