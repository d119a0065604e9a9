import assert from "node:assert/strict";
import {
  commands,
  type DocumentLink,
  Range,
  Selection,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { closeAll, open, sample } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const policyKey = "wcow.securitypolicy:";

async function openPolicy(): Promise<{ readonly spec: TextDocument; readonly policy: TextDocument }> {
  await closeAll();
  const spec = await open(sample("kubernetes/debug-pod.yaml"));
  const { line, character } = spec.positionAt(spec.getText().indexOf(policyKey));
  await commands.executeCommand("confidentialPods.openPayload", spec.uri.toString(), { line, character });
  const policy = window.activeTextEditor?.document;
  assert.equal(policy?.uri.scheme, "confidential-pods-payload");
  return { spec, policy };
}

async function setText(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  assert.ok(await workspace.applyEdit(edit));
}

/** The decoded policy as the spec has it. */
function policyOf(spec: TextDocument): string {
  const [, encoded] = /securitypolicy: "([^"]*)"/.exec(spec.getText()) ?? [];
  return new TextDecoder().decode(Uint8Array.from(atob(encoded ?? ""), (byte) => byte.charCodeAt(0)));
}

async function diskText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

test("a policy opens as Rego and saves back into the spec; nothing else changes", async () => {
  const { spec, policy } = await openPolicy();
  assert.match(policy.uri.path, /debug-pod\.yaml\/securitypolicy\.rego$/);
  assert.match(policy.getText(), /^package policy\n\napi_version/);
  const before = spec.getText();
  await setText(policy, 'package policy\n\napi_version := "0.12.0"\n# Grüße\n');
  assert.ok(await policy.save());
  assert.equal(policyOf(spec), policy.getText());
  const withoutPolicy = (text: string): string => text.replace(/(securitypolicy: ").*"/, '$1"');
  assert.equal(withoutPolicy(spec.getText()), withoutPolicy(before));
  assert.equal(spec.isDirty, false, "a spec without other changes is saved as well");
  assert.equal(await diskText(spec.uri), spec.getText());
});

test("a spec with other changes is changed, and left to be saved by the user", async () => {
  const { spec, policy } = await openPolicy();
  const edit = new WorkspaceEdit();
  edit.insert(spec.uri, spec.positionAt(0), "# mine\n");
  assert.ok(await workspace.applyEdit(edit));
  await setText(policy, "package policy\n");
  assert.ok(await policy.save());
  assert.equal(policyOf(spec), "package policy\n");
  assert.equal(spec.isDirty, true);
});

test("an open policy follows the spec", async () => {
  const { spec, policy } = await openPolicy();
  const text = 'package policy\n\napi_version := "0.10.0"\n';
  const [, encoded = ""] = /securitypolicy: "([^"]*)"/.exec(spec.getText()) ?? [];
  const followed = new Promise<void>((resolve) => {
    const listening = workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== policy || document.getText() !== text) return;
      listening.dispose();
      resolve();
    });
  });
  await setText(spec, spec.getText().replace(encoded, btoa(text)));
  await followed;
});

test("a policy is not saved over one that changed underneath", async () => {
  const { spec, policy } = await openPolicy();
  await setText(policy, "package policy\n# ours\n");
  const [, encoded = ""] = /securitypolicy: "([^"]*)"/.exec(spec.getText()) ?? [];
  const theirs = btoa("package policy\n# theirs\n");
  await setText(spec, spec.getText().replace(encoded, theirs));
  assert.equal(await policy.save(), false);
  assert.equal(policy.getText(), "package policy\n# ours\n", "what was typed is kept");
  assert.equal(policyOf(spec), "package policy\n# theirs\n");
});

test("a policy whose annotation is gone is kept in the editor, and saved once that is back", async () => {
  const { spec, policy } = await openPolicy();
  const before = spec.getText();
  await setText(policy, "package policy\n# ours\n");
  await setText(spec, before.replace(/^ *io\S*wcow\.securitypolicy: .*\n/m, ""));
  const written = workspace.fs.writeFile(policy.uri, new Uint8Array());
  assert.match(await written.then(() => "written", String), /no such value any more/);
  assert.equal(await policy.save(), false);
  assert.equal(policy.getText(), "package policy\n# ours\n");
  await setText(spec, before);
  assert.ok(await policy.save());
  assert.equal(policyOf(spec), "package policy\n# ours\n");
});

/** Runs the command with the cursor on the policy, and a file of these bytes. */
async function setPolicyFrom(bytes: Uint8Array): Promise<TextDocument> {
  await closeAll();
  const spec = await open(sample("kubernetes/debug-pod.yaml"));
  const cursor = spec.positionAt(spec.getText().indexOf(policyKey));
  assert.ok(window.activeTextEditor);
  window.activeTextEditor.selection = new Selection(cursor, cursor);
  const file = sample("other.rego");
  await workspace.fs.writeFile(file, bytes);
  await commands.executeCommand("confidentialPods.setPolicyFromFile", file);
  await workspace.fs.delete(file);
  return spec;
}

test("a Rego file becomes the policy at the cursor, byte for byte", async () => {
  const spec = await setPolicyFrom(new TextEncoder().encode("package policy\r\n# Grüße\n"));
  assert.equal(policyOf(spec), "package policy\r\n# Grüße\n");
});

test("a file that is no UTF-8 text is no policy, and the spec keeps the one that it has", async () => {
  const spec = await setPolicyFrom(Uint8Array.of(0xff, 0xfe, 0x70));
  assert.equal(spec.isDirty, false);
});

test("the value of a policy is a link that opens it", async () => {
  await closeAll();
  const { uri } = await open(sample("kubernetes/debug-pod.yaml"));
  const links = await commands.executeCommand<readonly DocumentLink[]>("vscode.executeLinkProvider", uri, 100);
  const link = links.find(({ target }) => target?.scheme === "command");
  assert.equal(link?.target?.path, "confidentialPods.openPayload");
});

test("a policy denial is decoded into a page", async () => {
  const decision = { decision: "deny", input: { rule: "create_container" }, reason: { errors: ["invalid command"] } };
  const encoded = btoa(JSON.stringify(decision));
  const error = `CreateContainer is denied by policy: policyDecision< ${encoded} >policyDecision`;
  await commands.executeCommand("confidentialPods.decodePolicyDenial", error);
  const page = await workspace.openTextDocument(
    Uri.from({ scheme: "confidential-pods-denial", path: "/Policy denial.md" }),
  );
  assert.match(page.getText(), /invalid command/);
});
