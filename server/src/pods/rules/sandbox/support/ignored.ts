import type { Annotation } from "../../../manifest/annotation-set.ts";
import type { Report, RuleContext } from "../../rule.ts";
import { remove } from "../../support/fixes.ts";
import { onKey, type ReportDetails } from "../../support/report.ts";

/** A report on an annotation that has no effect: faded, with its removal on offer. */
export const ignored = (
  context: RuleContext,
  annotation: Annotation,
  message: string,
  details: ReportDetails = {},
): Report =>
  onKey(annotation, message, { tags: ["unnecessary"], fixes: () => [remove(context, annotation)], ...details });
