import { planWritten } from "../../pods/effective/plan-arrival.ts";
import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { Target } from "../../pods/target.ts";
import { renderPreview } from "../../pods/uvm/preview/render-preview.ts";
import { sandboxInput } from "../../pods/uvm/set-input.ts";
import type { OpenDocument } from "../open-documents.ts";

/** The sandboxes of a document, in source order. */
export const sandboxesOf = ({ file }: OpenDocument): readonly AnnotationSet[] =>
  file.documents.flatMap(({ document }) => document.sets).filter(({ level }) => level === "sandbox");

/** The preview's text; where there is no such sandbox (any more), a sentence that says so. */
export function previewContent(open: OpenDocument, sandboxIndex: number, target: Target): string {
  const set = sandboxesOf(open)[sandboxIndex];
  if (set === undefined) return "// The pod spec has no such sandbox (any more).\nnull\n";
  const { resolved, plan } = planWritten(set, { target });
  const { annotations } = sandboxInput(set, target);
  return renderPreview({ resolved, plan, annotations, hostProcessors: target.hostProcessors });
}
