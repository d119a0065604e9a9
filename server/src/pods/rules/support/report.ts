import type { RelatedPlace } from "../../finding.ts";
import type { Annotation, AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Report } from "../rule.ts";

/** What a report may add to its message and place. */
export type ReportDetails = Pick<Report, "severity" | "related" | "tags" | "fixes">;

/** A report on an annotation's value (on its key where nothing is written). */
export const onValue = (annotation: Annotation, message: string, details: ReportDetails = {}): Report => ({
  message,
  span: annotation.valueSpan.start === annotation.valueSpan.end ? annotation.keySpan : annotation.valueSpan,
  key: annotation.key,
  ...details,
});

/** A report on an annotation's key: the key is wrong, or the whole annotation is without effect. */
export const onKey = (annotation: Annotation, message: string, details: ReportDetails = {}): Report => ({
  message,
  span: annotation.keySpan,
  key: annotation.key,
  ...details,
});

/** A report on the word `annotations` that owns the map. */
export const onMap = (set: AnnotationSet, message: string, details: ReportDetails = {}): Report => ({
  message,
  span: set.ownerSpan,
  key: null,
  ...details,
});

/** The value of another annotation as a related place. */
export const related = (annotation: Annotation, message: string): RelatedPlace => ({
  span: annotation.valueSpan.start === annotation.valueSpan.end ? annotation.keySpan : annotation.valueSpan,
  message,
});

const maxShown = 50;

/** A value as a message shows it: quoted, on one line, cut where it is long. */
export function shown(value: string): string {
  const quoted = JSON.stringify(value);
  return quoted.length <= maxShown ? quoted : `${quoted.slice(0, maxShown - 4)}…"`;
}

/** Source text as a message shows it: as it is written, cut where it is long. */
export const cut = (text: string): string => (text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`);
