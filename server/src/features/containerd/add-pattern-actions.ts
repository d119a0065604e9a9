import type { CodeAction } from "vscode-languageserver/node";
import { addPattern } from "../../pods/containerd/add-pattern.ts";
import { assumeTarget } from "../../pods/handlers/assume.ts";
import { passingList } from "../../pods/handlers/passing.ts";
import { PodFile } from "../../pods/pod-file.ts";
import { passedOnRule, patternFor } from "../../pods/rules/road/passed-on.ts";
import { defaultTarget, type Target } from "../../pods/target.ts";
import { workspaceEdit } from "../code-actions/edits.ts";
import type { FindingAt } from "../code-actions/findings-at.ts";
import { quickFixKind } from "../code-actions/kinds.ts";
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
  const { uri } = config;
  const { file, version } = context.documents.get(uri) ?? {
    file: PodFile.open(uri, context.containerd.textOf(uri) ?? ""),
    version: null,
  };
  const builtIn = name === "pod_annotations" ? defaultTarget.podAnnotations : defaultTarget.containerAnnotations;
  const edit = addPattern(file.text, handler.name, name, pattern, builtIn.get(handler.name) ?? []);
  if (edit === undefined) return [];
  return [
    {
      title: `Let ${pattern} pass for ${handler.name} in ${fileNameOf(uri)}`,
      kind: quickFixKind,
      diagnostics,
      edit: workspaceEdit({ uri, version, file }, [{ ...edit.span, text: edit.newText }], context.client),
    },
  ];
}
