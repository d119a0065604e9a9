import { afterColon } from "../yaml/token-bounds.ts";
import type { Entry, MapNode, ScalarNode, TreeNode } from "../yaml/tree.ts";
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
  if (value === undefined) return missingOf(source, key);
  const isScalar = value.kind === "scalar";
  const written = isScalar ? value.value : source.text.slice(value.span.start, value.span.end);
  // Spelt out: spreading shared properties costs a quarter of the time that a large file takes.
  return {
    key: key.value,
    keySpan: key.span,
    keyStyle: key.style,
    value: written,
    valueSpan: value.span,
    valueStyle: isScalar ? value.style : "plain",
    valueType: isScalar ? value.type : "collection",
    span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) },
    valueKnown: !(isScalar && value.unknown === true) && !hasPlaceholder(written, source.isTemplateFile),
  };
}

function missingOf(source: ManifestSource, key: ScalarNode): Annotation {
  const at = afterColon(source.text, key.span.end);
  return {
    key: key.value,
    keySpan: key.span,
    keyStyle: key.style,
    value: "",
    valueSpan: { start: at, end: at },
    valueStyle: "plain",
    valueType: "missing",
    span: { start: key.span.start, end: at },
    valueKnown: true,
  };
}
