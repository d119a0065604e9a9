import type { CodeLens, CodeLensParams } from "vscode-languageserver/node";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import { arrivalOf, describeArrival } from "../../pods/effective/arrival.ts";
import type { Target } from "../../pods/target.ts";
import type { ResolvedSandbox } from "../../pods/uvm/resolved.ts";
import { openPath } from "../client-commands.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { isOurSet } from "../places/our-sets.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";

/** Answers `textDocument/codeLens`: over each sandbox, what it is and what can be done with it. */
export const codeLensesFor = (context: ServerContext) => (params: CodeLensParams) =>
  context.boundary.runAsync<CodeLens[]>("finding code lenses", [], async () => {
    const { uri } = params.textDocument;
    const { profile } = await context.settings.of(uri);
    const open = context.documents.get(uri);
    return open === undefined ? [] : lensesOf(open, profile.target, context.client);
  });

/** What a lens says, the client's command that it runs, and what that is given; one that the client does not have is not shown. */
type Action = readonly [title: string, command: string, ...given: readonly unknown[]];

/**
 * Whether the UVM can be booted from its spec: hcsshim does not refuse it, and it needs no layers of an image, as that of a
 * Windows pod that is not confidential does.
 */
const isBootable = ({ platform, confidential, refusals }: ResolvedSandbox): boolean =>
  (platform === "lcow" || confidential) && refusals.every(({ stage }) => stage === "start");

function actionsOf(uri: string, sandboxIndex: number, sandbox: ResolvedSandbox): readonly Action[] {
  const preview: Action = ["Preview HCS document", "confidentialPods.previewDocument", uri, sandboxIndex];
  if (!isBootable(sandbox)) return [preview];
  const boot: Action = ["Boot this UVM", "confidentialPods.bootSandbox", uri, sandboxIndex];
  const { uvm } = sandbox;
  if (uvm?.platform !== "wcow" || !uvm.options.confidential.DebugMode) return [preview, boot];
  return [preview, boot, ["Open debug data", openPath, uvm.options.confidential.DebugDataPath]];
}

function lensesOf({ uri, file }: OpenDocument, target: Target, { commands }: ClientProfile): CodeLens[] {
  if (!file.documents.some(({ document }) => document.mentionsAnnotations)) return [];
  const lenses: CodeLens[] = [];
  // Counted as the preview counts: sandboxes that are none of ours have a number too.
  let sandboxIndex = -1;
  for (const { document, startOffset } of file.documents) {
    if (!document.mentionsAnnotations) {
      sandboxIndex += document.sets.filter(({ level }) => level === "sandbox").length;
      continue;
    }
    for (const set of document.sets) {
      if (set.level !== "sandbox") continue;
      sandboxIndex++;
      const { resolved } = viewOf(document, set, target);
      const title = isOurSet(set) ? describeArrival(arrivalOf(document, set, target)) : undefined;
      if (resolved === undefined || title === undefined) continue;
      const range = rangeOf(file, set.ownerSpan, startOffset);
      // An empty command: a text that is not to be clicked.
      lenses.push({ range, command: { title, command: "" } });
      for (const [name, command, ...given] of actionsOf(uri, sandboxIndex, resolved)) {
        if (commands.has(command)) lenses.push({ range, command: { title: name, command, arguments: given } });
      }
    }
  }
  return lenses;
}
