import type { Entry, MapNode } from "../yaml/tree.ts";
import type { AnnotationSet, Carrier, Level, MapSyntax } from "./annotation-set.ts";
import { annotationsOfMap } from "./annotations-of-map.ts";
import type { ManifestSource } from "./source.ts";

/** What a finder knows of a map before its annotations are read. */
export interface Placement {
  readonly kind: string;
  readonly carrier: Carrier;
  readonly level: Level;
  readonly name: string | undefined;
  readonly owner: Entry;
  readonly map: MapNode;
  readonly path: readonly (string | number)[];
  readonly belongsAt?: readonly (string | number)[];
}

/** The parts of a set that follow from its map alone. */
export type PlacedSet = Omit<AnnotationSet, "platform" | "isolation" | "facts">;

/** Reads the annotations of a placed map. */
export function placedSet(source: ManifestSource, placement: Placement): PlacedSet {
  const { owner, map, belongsAt, ...common } = placement;
  const { annotations, incomplete } = annotationsOfMap(source, map);
  return {
    ...common,
    syntax: mapSyntax(source, map),
    span: map.span,
    ownerSpan: owner.key.span,
    annotations,
    ...(incomplete ? { incomplete: true } : {}),
    ...(belongsAt === undefined ? {} : { belongsAt }),
  };
}

function mapSyntax({ reading }: ManifestSource, map: MapNode): MapSyntax {
  if (reading.syntax === "json") return "json";
  if (map.flow) return "yaml-flow";
  return reading.quality === "templated" ? "template-line" : "yaml-block";
}
