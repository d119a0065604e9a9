import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, CompletionList, DocumentDiagnosticReport, Hover } from "vscode-languageserver/node";
import { longFile, podWith, unquotedCode, unquotedPod } from "./support/specs.ts";
import { type WebClient, withWebClient } from "./support/web-client.ts";

const uri = "vscode-vfs://github/some/where/pod.yaml";
const textDocument = { uri };

const open = (client: WebClient, text: string): Promise<void> =>
  client.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });

async function codes(client: WebClient): Promise<readonly unknown[]> {
  const report: DocumentDiagnosticReport = await client.connection.sendRequest("textDocument/diagnostic", {
    textDocument,
  });
  return report.kind === "full" ? report.items.map(({ code }) => code) : [];
}

/** Of the annotation's value. */
const position = { line: 5, character: 66 };

test(
  "a browser's server diagnoses, also what takes it several turns",
  withWebClient(async (client) => {
    await open(client, unquotedPod);
    assert.deepEqual(await codes(client), [unquotedCode]);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: longFile(20_000) }],
    });
    assert.deepEqual(await codes(client), [unquotedCode]);
  }),
);

test(
  "it explains, completes and fixes",
  withWebClient(async ({ connection, initialized }) => {
    await open({ connection, initialized }, unquotedPod);
    const hover: Hover | null = await connection.sendRequest("textDocument/hover", { textDocument, position });
    assert.match(JSON.stringify(hover), /memory/i);
    const values: CompletionList = await connection.sendRequest("textDocument/completion", {
      textDocument,
      position: { line: 5, character: 10 },
    });
    assert.ok(values.items.length > 0);
    const range = { start: position, end: position };
    const actions: CodeAction[] = await connection.sendRequest("textDocument/codeAction", {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    assert.ok(actions.some(({ isPreferred }) => isPreferred));
  }),
);

test(
  "it opens values as documents",
  withWebClient(async (client) => {
    await open(client, podWith('"4096"'));
    const place = { key: "io.microsoft.virtualmachine.wcow.securitypolicy", occurrence: 0 };
    const payload: unknown = await client.connection.sendRequest("confidentialPods/payload/read", { uri, place });
    assert.match(JSON.stringify(payload), /"text":"package policy"/);
  }),
);

test(
  "it does not offer what needs files, and finds none",
  withWebClient(async ({ connection, initialized }) => {
    assert.equal(initialized.capabilities.diagnosticProvider?.workspaceDiagnostics, false);
    assert.deepEqual(await connection.sendRequest("workspace/diagnostic", { previousResultIds: [] }), { items: [] });
    const counts = { files: 0, error: 0, warning: 0, information: 0, hint: 0, findings: [], unread: [] };
    assert.deepEqual(await connection.sendRequest("confidentialPods/validateWorkspace", {}), counts);
  }),
);
