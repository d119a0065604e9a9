import type { TextEdit } from "../finding.ts";
import type { Annotation, AnnotationSet } from "../manifest/annotation-set.ts";
import { findSets } from "../manifest/find-sets.ts";
import { entryOf, nodeAt } from "../manifest/tree-access.ts";
import { readDocument } from "../yaml/read-document.ts";
import { afterColon } from "../yaml/token-bounds.ts";
import type { Entry, MapNode } from "../yaml/tree.ts";
import { encodeScalar } from "./encode-scalar.ts";
import { indentUnit, insertAnnotations, type NewAnnotation, writeEntry } from "./insert.ts";
import { removeAnnotations } from "./remove.ts";
import { columnIndent, indentOf, isFirstOnLine, lineBreakOf } from "./text-lines.ts";

/**
 * Moves annotations of a `misplaced` set to where they belong, making the maps on the way there where they are missing.
 * A key that is there already is only removed. No edits where the place cannot be made (a scalar stands in the way).
 */
export function moveToPath(text: string, set: AnnotationSet, annotations: readonly Annotation[]): TextEdit[] {
  if (set.belongsAt === undefined || annotations.length === 0) return [];
  const reading = readDocument(text, set.syntax === "json" ? "json" : "yaml");
  const path = [...objectPath(set), ...set.belongsAt];
  const removals = removeAnnotations(text, set, annotations);
  const target = findSets({ text, reading, isTemplateFile: false }).find((other) => isSamePath(other.path, path));
  const taken = new Set(target?.annotations.map(({ key }) => key));
  const added: NewAnnotation[] = annotations
    .filter(({ key }) => !taken.has(key))
    .map(({ key, value, valueStyle }) => ({ key, value, style: valueStyle }));
  if (added.length === 0) return removals;
  if (target !== undefined) return [...removals, ...insertAnnotations(text, target, added)];
  const depth = deepestMap(reading.tree, path);
  const owner = depth === undefined ? undefined : nodeAt(reading.tree, path.slice(0, depth));
  if (depth === undefined || owner?.kind !== "map") return [];
  const missing = path.slice(depth).map(String);
  const [name] = missing;
  const entry = name === undefined ? undefined : entryOf(owner, name);
  if (entry?.value !== undefined && !(entry.value.kind === "scalar" && entry.value.type === "null")) return [];
  const insertion =
    entry === undefined
      ? newEntry(text, owner, missing, added, depth)
      : newValue(text, entry, owner, missing, added, depth);
  return [...removals, insertion];
}

/** Path of the object that `belongsAt` counts from. */
function objectPath(set: AnnotationSet): readonly (string | number)[] {
  const owner = set.path.slice(0, -2);
  const isJobTemplate = set.kind === "CronJob" && owner.at(-1) === "jobTemplate" && owner.at(-2) === "spec";
  return isJobTemplate ? owner.slice(0, -2) : owner;
}

function isSamePath(left: readonly (string | number)[], right: readonly (string | number)[]): boolean {
  return left.length === right.length && left.every((step, index) => step === right[index]);
}

/** How many steps of a path lead to maps that exist. */
function deepestMap(tree: Parameters<typeof nodeAt>[0], path: readonly (string | number)[]): number | undefined {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    if (nodeAt(tree, path.slice(0, depth))?.kind === "map") return depth;
  }
  return undefined;
}

/** A new first entry of a map, as deep as `names` says. */
function newEntry(
  text: string,
  owner: MapNode,
  names: readonly string[],
  added: readonly NewAnnotation[],
  depth: number,
): TextEdit {
  const isJson = isJsonMap(owner);
  if (!owner.flow) {
    const indent = columnIndent(text, owner.span.start);
    const lineBreak = lineBreakOf(text);
    const lines = blockLines(names, added, indent).join(lineBreak);
    const at = { start: owner.span.start, end: owner.span.start };
    // The first line goes where the map's first key stands, which is indented already.
    return { span: at, newText: lines.slice(indent.length) + lineBreak + indent };
  }
  const at = { start: owner.span.start + 1, end: owner.span.start + 1 };
  const first = owner.entries[0];
  if (isJson && first !== undefined && isFirstOnLine(text, first.key.span.start)) {
    const lineBreak = lineBreakOf(text);
    const indent = columnIndent(text, first.key.span.start);
    const lines = jsonLines(names, added, indent, indentUnit(indent, depth + 1));
    return { span: at, newText: `${lineBreak}${lines.join(lineBreak)},` };
  }
  return { span: at, newText: flowText(names, added, isJson) + (first === undefined ? "" : ", ") };
}

/** A value for a key that has none, or null. */
function newValue(
  text: string,
  entry: Entry,
  owner: MapNode,
  names: readonly string[],
  added: readonly NewAnnotation[],
  depth: number,
): TextEdit {
  const colon = afterColon(text, entry.key.span.end);
  const span = { start: colon, end: entry.value?.span.end ?? colon };
  const [, ...inner] = names;
  if (!owner.flow) {
    const lineBreak = lineBreakOf(text);
    const indent = `${columnIndent(text, entry.key.span.start)}  `;
    return { span, newText: lineBreak + blockLines(inner, added, indent).join(lineBreak) };
  }
  const isJson = isJsonMap(owner);
  const indent = indentOf(text, entry.key.span.start);
  if (!isJson || !/[\r\n]/.test(text)) return { span, newText: ` {${flowText(inner, added, isJson)}}` };
  const unit = indentUnit(indent, depth + 1);
  const lineBreak = lineBreakOf(text);
  const lines = jsonLines(inner, added, indent + unit, unit);
  return { span, newText: ` {${lineBreak}${lines.join(lineBreak)}${lineBreak}${indent}}` };
}

function isJsonMap(map: MapNode): boolean {
  return map.entries.some(({ key }) => key.style === "json");
}

function blockLines(names: readonly string[], added: readonly NewAnnotation[], indent: string): string[] {
  const [name, ...inner] = names;
  if (name === undefined) return added.map((annotation) => indent + writeEntry(annotation, "yaml-block"));
  return [`${indent}${name}:`, ...blockLines(inner, added, `${indent}  `)];
}

function jsonLines(names: readonly string[], added: readonly NewAnnotation[], indent: string, unit: string): string[] {
  const [name, ...inner] = names;
  if (name === undefined) {
    return added.map(
      (annotation, index) => `${indent}${writeEntry(annotation, "json")}${index < added.length - 1 ? "," : ""}`,
    );
  }
  return [`${indent}${encodeScalar(name, "json")}: {`, ...jsonLines(inner, added, indent + unit, unit), `${indent}}`];
}

function flowText(names: readonly string[], added: readonly NewAnnotation[], isJson: boolean): string {
  const [name, ...inner] = names;
  const syntax = isJson ? "json" : "yaml-flow";
  if (name === undefined) return added.map((annotation) => writeEntry(annotation, syntax)).join(", ");
  return `${isJson ? encodeScalar(name, "json") : name}: {${flowText(inner, added, isJson)}}`;
}
