import type { CodeAction, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { addPattern } from "../../pods/containerd/add-pattern.ts";
import { assumeTarget } from "../../pods/handlers/assume.ts";
import { passingList } from "../../pods/handlers/passing.ts";
import { PodFile } from "../../pods/pod-file.ts";
import { passedOnRule, patternFor } from "../../pods/rules/road/passed-on.ts";
import { defaultTarget, type Target } from "../../pods/target.ts";
import type { FindingAt } from "../code-actions/findings-at.ts";
import { quickFixKind } from "../code-actions/kinds.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";
import { fileNameOf, type KnownConfig } from "./containerd-configs.ts";

/** For an annotation that containerd drops: adds its pattern to the handler, in the configuration that is known for it. */
export function addPatternActions(
  context: ServerContext,
  { finding, placed, diagnostics }: FindingAt,
  target: Target,
  config: KnownConfig | undefined,
): readonly CodeAction[] {
  if (finding.code !== passedOnRule.code || finding.key === null || config === undefined) return [];
  const { span } = finding;
  const set = placed.document.sets.find((one) => one.span.start <= span.start && span.end <= one.span.end);
  const list = set && passingList(assumeTarget(set, target), target);
  if (list === undefined) return [];
  const { handler, name } = list;
  const pattern = patternFor(finding.key);
  const file =
    context.documents.get(config.uri)?.file ?? PodFile.open(config.uri, context.containerd.textOf(config.uri) ?? "");
  const builtIn = name === "pod_annotations" ? defaultTarget.podAnnotations : defaultTarget.containerAnnotations;
  const edit = addPattern(file.text, handler.name, name, pattern, builtIn.get(handler.name) ?? []);
  if (edit === undefined) return [];
  return [
    {
      title: `Let ${pattern} pass for ${handler.name} in ${fileNameOf(config.uri)}`,
      kind: quickFixKind,
      diagnostics,
      edit: configEdit(context, config.uri, { range: rangeOf(file, edit.span), newText: edit.newText }),
    },
  ];
}

function configEdit({ client, documents }: ServerContext, uri: string, edit: TextEdit): WorkspaceEdit {
  const version = documents.get(uri)?.version ?? null;
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: [edit] }] }
    : { changes: { [uri]: [edit] } };
}
