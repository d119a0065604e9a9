import { type Uri, window, workspace } from "vscode";
import type { PayloadEncodeParams } from "../../../server/src/protocol.ts";
import { applyServerEdit } from "../infrastructure/apply-server-edit.ts";
import { UserError } from "../infrastructure/errors.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { accessProblem } from "../infrastructure/read-problem.ts";
import { openSpec } from "../infrastructure/spec-document.ts";
import { cursorPlace } from "./open-payload.ts";

const policyKeys = [
  { label: "Windows", description: "io.microsoft.virtualmachine.wcow.securitypolicy" },
  { label: "Linux", description: "io.microsoft.virtualmachine.lcow.securitypolicy" },
] as const;

/**
 * Writes a Rego file, encoded, into the policy at the cursor, or adds it to the annotations there; a file that is not
 * given is asked for.
 * @throws UserError where the file is no text, or the cursor is not where a policy can stand
 */
export async function setPolicyFromFile(server: LanguageServer, given: Uri | undefined): Promise<void> {
  const { uri, position } = cursorPlace();
  await openSpec(uri);
  const present = await server.request("confidentialPods/payload/read", { uri, position });
  const isPolicy = present.kind === "policy";
  const key = isPolicy ? present.place.key : await chooseKey();
  if (key === undefined) return;
  const file = given ?? (await chooseFile());
  if (file === undefined) return;
  const params: PayloadEncodeParams = { uri, position, key, text: await readRego(file) };
  const edit = await server.request("confidentialPods/payload/encode", params);
  if (edit.kind === "problem") throw new UserError(`payload-${edit.problem}`, edit.message);
  if (edit.edit !== undefined) await applyServerEdit(edit.edit);
}

async function chooseKey(): Promise<string | undefined> {
  const options = { title: "Set Policy from File", placeHolder: "The policy of which kind of pod?" };
  return (await window.showQuickPick(policyKeys, options))?.description;
}

async function chooseFile(): Promise<Uri | undefined> {
  return (await window.showOpenDialog({ title: "Policy", filters: { Rego: ["rego"], "All files": ["*"] } }))?.[0];
}

async function readRego(file: Uri): Promise<string> {
  const unreadable = (why: string, cause: unknown): UserError =>
    new UserError("policy-unreadable", `${file.fsPath} cannot be read: ${why}.`, { cause });
  let bytes: Uint8Array;
  try {
    bytes = await workspace.fs.readFile(file);
  } catch (cause) {
    throw unreadable(accessProblem(cause), cause);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable("it is no UTF-8 text", cause);
  }
}
