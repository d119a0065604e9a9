import type { Hover, HoverParams } from "vscode-languageserver/node";
import type { Target } from "../../pods/target.ts";
import { annotationPlaceAt } from "../authoring/place.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";
import { describeAnnotation } from "./describe-annotation.ts";

/** Answers `textDocument/hover`. */
export const hoverFor = (context: ServerContext) => (params: HoverParams) =>
  context.boundary.runAsync("hovering", null, async () => {
    const { uri } = params.textDocument;
    const { profile } = await context.settings.of(uri);
    const open = context.documents.get(uri);
    return open === undefined ? null : hoverAt(open, params, profile.target, context.client.uriScheme);
  });

/** What stands under the cursor, explained; null where that is no annotation meant for hcsshim. */
function hoverAt(
  open: OpenDocument,
  { position }: Pick<HoverParams, "position">,
  target: Target,
  uriScheme: string | undefined,
): Hover | null {
  const at = annotationPlaceAt(open, position);
  const value = at && describeAnnotation(at, target, uriScheme);
  if (at === undefined || value === undefined) return null;
  const { annotation, part, placed } = at;
  const span = part === "key" ? annotation.keySpan : annotation.valueSpan;
  return { contents: { kind: "markdown", value }, range: rangeOf(open.file, span, placed.startOffset) };
}
