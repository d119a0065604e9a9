import { afterColon } from "../yaml/token-bounds.ts";
import type { Entry, MapNode, TreeNode } from "../yaml/tree.ts";
import type { Annotation } from "./annotation-set.ts";
import { hasPlaceholder } from "./placeholders.ts";
import type { ManifestSource } from "./source.ts";

/** The annotations of one map; `incomplete` where others may be hidden in it. */
export interface MapContent {
  readonly annotations: readonly Annotation[];
  readonly incomplete: boolean;
}

/** Reads the entries of an annotations map. Entries that a merge key (`<<: *base`) brings in stand where they are written. */
export function annotationsOfMap(source: ManifestSource, map: MapNode): MapContent {
  const annotations: Annotation[] = [];
  const merges: Entry[] = [];
  let incomplete = source.reading.quality === "templated";
  for (const entry of map.entries) {
    if (entry.key.unknown === true) incomplete = true;
    else if (entry.key.value === "<<" && entry.key.style === "plain") merges.push(entry);
    else annotations.push(annotationOf(source, entry));
  }
  if (merges.length === 0) return { annotations, incomplete };
  const merged = mergedEntries(merges, new Set(annotations.map((annotation) => annotation.key)));
  const all = [...merged.entries.map((entry) => annotationOf(source, entry)), ...annotations];
  all.sort((left, right) => left.span.start - right.span.start);
  return { annotations: all, incomplete: incomplete || !merged.complete };
}

/** What merge keys add to the keys already there; the first map that has a key wins, as YAML's merge type says. */
function mergedEntries(merges: readonly Entry[], taken: Set<string>): { entries: readonly Entry[]; complete: boolean } {
  const entries: Entry[] = [];
  let complete = true;
  for (const map of merges.flatMap((merge) => mapsOf(merge.value))) {
    if (map === undefined) {
      complete = false;
      continue;
    }
    const own = new Map(map.entries.map((entry) => [entry.key.value, entry]));
    for (const [key, entry] of own) {
      if (entry.key.unknown === true || key === "<<") complete = false;
      else if (!taken.has(key)) entries.push(entry);
      taken.add(key);
    }
  }
  return { entries, complete };
}

function mapsOf(node: TreeNode | undefined): readonly (MapNode | undefined)[] {
  if (node?.kind === "map") return [node];
  if (node?.kind === "sequence") return node.items.map((item) => (item.kind === "map" ? item : undefined));
  return [undefined];
}

function annotationOf(source: ManifestSource, { key, value }: Entry): Annotation {
  const common = { key: key.value, keySpan: key.span, keyStyle: key.style };
  if (value === undefined) {
    const at = afterColon(source.text, key.span.end);
    const valueSpan = { start: at, end: at };
    const span = { start: key.span.start, end: at };
    return { ...common, value: "", valueSpan, valueStyle: "plain", valueType: "missing", span, valueKnown: true };
  }
  const span = { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
  if (value.kind !== "scalar") {
    const written = source.text.slice(value.span.start, value.span.end);
    const valueKnown = !hasPlaceholder(written, source.isTemplateFile);
    return {
      ...common,
      value: written,
      valueSpan: value.span,
      valueStyle: "plain",
      valueType: "collection",
      span,
      valueKnown,
    };
  }
  return {
    ...common,
    value: value.value,
    valueSpan: value.span,
    valueStyle: value.style,
    valueType: value.type,
    span,
    valueKnown: value.unknown !== true && !hasPlaceholder(value.value, source.isTemplateFile),
  };
}
