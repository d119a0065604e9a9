import type { Payload, PayloadProblem } from "../../protocol.ts";
import type { OpenDocument } from "../open-documents.ts";
import { placeAt } from "../places/place.ts";
import { codecOf } from "./payload-codec.ts";
import { annotationAround, annotationsOf, type FoundAnnotation, stampOf } from "./payload-place.ts";
import { noAnnotation, undecodable } from "./problems.ts";
import { placeOf, positionOf } from "./read-params.ts";

/** Decodes the value that the parameters name by position or place. */
export function readPayload(open: OpenDocument, params: unknown): Payload | PayloadProblem {
  const found = annotationOf(open, params);
  const codec = found && codecOf(found.annotation.key);
  if (found === undefined || codec === undefined) return noAnnotation;
  const { annotation, place } = found;
  if (!annotation.valueKnown || annotation.valueType === "collection") {
    return undecodable("The value is not written out here: a template expression, an alias or a nested map gives it.");
  }
  const text = codec.decode(annotation.value);
  if (!text.ok) return undecodable(`The value cannot be opened as a document: ${text.error}.`);
  return { kind: codec.kind, languageId: codec.languageId, text: text.value, place, stamp: stampOf(annotation.value) };
}

function annotationOf(open: OpenDocument, params: unknown): FoundAnnotation | undefined {
  const place = placeOf(params);
  if (place !== undefined) return annotationsOf(open.file, place.key)[place.occurrence];
  const position = positionOf(params);
  const at = position && placeAt(open, position);
  return at && annotationAround(open.file, at.placed, at.offset);
}
