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
/** What may need a picture. */
const special = /[^ -~]/gu;

/**
 * A value as a message shows it: in quotes, with its backslashes as they are, control characters as their pictures (`␊`),
 * cut where it is long.
 */
export function shown(value: string): string {
  const text = (value.length <= maxShown ? value : value.slice(0, maxShown)).replace(special, picture);
  return text.length <= maxShown - 2 && value.length <= maxShown ? `"${text}"` : `"${text.slice(0, maxShown - 3)}…"`;
}

const pictures = 0x2400;
const pictureOfDelete = "\u2421";

function picture(character: string): string {
  if (character === "\x7f") return pictureOfDelete;
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(pictures + code);
  const isLoneSurrogate = character.length === 1 && code >= 0xd800 && code <= 0xdfff;
  return isLoneSurrogate ? "\uFFFD" : character;
}

/** Source text as a message shows it: as it is written, cut where it is long. */
export const cut = (text: string): string => (text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`);
