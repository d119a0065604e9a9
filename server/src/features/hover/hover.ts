import type { Hover, HoverParams } from "vscode-languageserver/node";
import { arrivalOf } from "../../pods/effective/arrival.ts";
import type { Target } from "../../pods/target.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { isOurSet } from "../places/our-sets.ts";
import { annotationPlaceAt, placeAt } from "../places/place.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";
import { describeAnnotation } from "./describe-annotation.ts";
import { describeSet } from "./describe-set.ts";

/** Answers `textDocument/hover`. */
export const hoverFor = (context: ServerContext) => (params: HoverParams) =>
  context.boundary.runAsync("hovering", null, async () => {
    const { uri } = params.textDocument;
    const { profile } = await context.settings.of(uri);
    const open = context.documents.get(uri);
    return open === undefined ? null : hoverAt(open, params, profile.target, context.client);
  });

/** What stands under the cursor, explained; null where that is no annotation meant for hcsshim. */
function hoverAt(
  open: OpenDocument,
  { position }: Pick<HoverParams, "position">,
  target: Target,
  client: ClientProfile,
): Hover | null {
  const at = annotationPlaceAt(open, position);
  if (at === undefined) return ownerHoverAt(open, position, target);
  const value = describeAnnotation(at, target, client);
  if (value === undefined) return null;
  const { annotation, part, placed } = at;
  const span = part === "key" ? annotation.keySpan : annotation.valueSpan;
  return { contents: { kind: "markdown", value }, range: rangeOf(open.file, span, placed.startOffset) };
}

/** The word `annotations` under the cursor: what all of them make of the pod. */
function ownerHoverAt(open: OpenDocument, position: HoverParams["position"], target: Target): Hover | null {
  const place = placeAt(open, position);
  if (place === undefined || !place.placed.document.mentionsAnnotations) return null;
  const { offset, placed } = place;
  const set = placed.document.sets.find(({ ownerSpan }) => ownerSpan.start <= offset && offset <= ownerSpan.end);
  const value = set && isOurSet(set) ? describeSet(arrivalOf(placed.document, set, target)) : undefined;
  if (set === undefined || value === undefined) return null;
  return { contents: { kind: "markdown", value }, range: rangeOf(open.file, set.ownerSpan, placed.startOffset) };
}
