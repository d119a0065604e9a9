import { insertAnnotation, replaceValue } from "../../pods/edits/annotation-edits.ts";
import type { TextEdit } from "../../pods/finding.ts";
import { setAt } from "../../pods/manifest/lookup.ts";
import type { PayloadEdit, PayloadPlace, PayloadProblem } from "../../protocol.ts";
import type { ClientProfile } from "../client-profile.ts";
import { workspaceEdit } from "../code-actions/edits.ts";
import type { OpenDocument } from "../open-documents.ts";
import { type Place, placeAt } from "../places/place.ts";
import { codecOf } from "./payload-codec.ts";
import { annotationAround, annotationRead, annotationsOf, type FoundAnnotation, stampOf } from "./payload-place.ts";
import { conflict, noAnnotation, noMap, unencodable } from "./problems.ts";
import { placeOf, positionOf, textOf } from "./read-params.ts";

/** Puts an edited text in place of the value that it was read from, if that is still there. Only the value changes. */
export function writePayload(open: OpenDocument, params: unknown, client: ClientProfile): PayloadEdit | PayloadProblem {
  const place = placeOf(params);
  if (place === undefined || codecOf(place.key) === undefined) return noAnnotation;
  const found = annotationRead(open.file, place, textOf(params, "stamp"));
  return found === undefined ? conflict : written(open, found, textOf(params, "text"), client);
}

/** Puts a text in place of the value at a position; with a key of its own it may also be added to the map there. */
export function encodePayload(
  open: OpenDocument,
  params: unknown,
  client: ClientProfile,
): PayloadEdit | PayloadProblem {
  const position = positionOf(params);
  const at = position && placeAt(open, position);
  if (at === undefined) return noMap;
  const key = textOf(params, "key");
  const text = textOf(params, "text");
  if (key !== "") return encodeInto(open, at, key, text, client);
  const found = annotationAround(open.file, at.placed, at.offset);
  return found === undefined ? noAnnotation : written(open, found, text, client);
}

/** As the value of a key in the map at a place, added where the map does not have it. */
function encodeInto(
  open: OpenDocument,
  { placed, offset }: Place,
  key: string,
  text: string,
  client: ClientProfile,
): PayloadEdit | PayloadProblem {
  const codec = codecOf(key);
  if (codec === undefined) return noAnnotation;
  const set = setAt(placed.document, offset);
  if (set === undefined) return noMap;
  const all = annotationsOf(open.file, key);
  const found = all.findLast((one) => one.set === set);
  if (found !== undefined) return written(open, found, text, client);
  const value = codec.encode(text);
  if (!value.ok) return unencodable(`The text cannot be written into the spec: ${value.error}.`);
  const setStart = placed.startOffset + set.span.start;
  const occurrence = all.filter((one) => one.placed.startOffset + one.annotation.span.start < setStart).length;
  const edits = insertAnnotation(placed.document.text, set, key, value.value);
  return edited(open, placed.startOffset, edits, { key, occurrence }, value.value, client);
}

function written(
  open: OpenDocument,
  { placed, annotation, place }: FoundAnnotation,
  text: string,
  client: ClientProfile,
): PayloadEdit | PayloadProblem {
  const codec = codecOf(annotation.key);
  if (codec === undefined) return noAnnotation;
  const now = annotation.valueKnown ? codec.decode(annotation.value) : undefined;
  // Saved without a change: the value keeps the line breaks and blanks that somebody gave it.
  if (now?.ok === true && now.value === text) return { kind: "edit", place, stamp: stampOf(annotation.value) };
  const value = codec.encode(text);
  if (!value.ok) return unencodable(`The text cannot be written into the spec: ${value.error}.`);
  const edit = replaceValue(placed.document.text, annotation, value.value);
  return edited(open, placed.startOffset, [edit], place, value.value, client);
}

function edited(
  open: OpenDocument,
  startOffset: number,
  edits: readonly TextEdit[],
  place: PayloadPlace,
  value: string,
  client: ClientProfile,
): PayloadEdit {
  const fileEdits = edits.map(({ span, newText }) => ({
    start: startOffset + span.start,
    end: startOffset + span.end,
    text: newText,
  }));
  return { kind: "edit", edit: workspaceEdit(open, fileEdits, client), place, stamp: stampOf(value) };
}
