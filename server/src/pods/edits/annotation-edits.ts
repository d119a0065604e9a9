import type { TextEdit } from "../finding.ts";
import type { Annotation } from "../manifest/annotation-set.ts";
import { doubleQuoted, encodeQuoted, encodeScalar } from "./encode-scalar.ts";

export { encodeScalar } from "./encode-scalar.ts";
export { insertAnnotation } from "./insert.ts";
export { moveToPath } from "./move.ts";
export { removeAnnotation } from "./remove.ts";

/** Writes another key, quoted as the old one was. */
export function renameKey(annotation: Annotation, newKey: string): TextEdit {
  return { span: annotation.keySpan, newText: encodeScalar(newKey, annotation.keyStyle) };
}

/** Writes another value, quoted as the old one was where that is right for the new one. */
export function replaceValue(text: string, annotation: Annotation, newValue: string): TextEdit {
  return written(text, annotation, encoded(annotation, newValue, encodeScalar));
}

/** Writes the same value as a quoted string. */
export function quoteValue(text: string, annotation: Annotation): TextEdit {
  return written(text, annotation, encoded(annotation, annotation.value, encodeQuoted));
}

function encoded({ keyStyle, valueStyle }: Annotation, value: string, encode: typeof encodeScalar): string {
  if (keyStyle === "json") return encode(value, "json");
  // Key and value in double quotes are JSON in a YAML file, and stay it.
  return keyStyle === "double" && valueStyle === "double" ? doubleQuoted(value) : encode(value, valueStyle);
}

function written(text: string, annotation: Annotation, value: string): TextEdit {
  const { start } = annotation.valueSpan;
  // Nothing is written yet: YAML wants a space behind the colon, and JSON is nicer with one.
  const space = annotation.valueType === "missing" && text.charAt(start - 1) === ":" ? " " : "";
  return { span: annotation.valueSpan, newText: space + value };
}
