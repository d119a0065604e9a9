import type { Entry, MapNode } from "../yaml/tree.ts";
import type { Annotation, AnnotationSet, Carrier, Level, MapSyntax } from "./annotation-set.ts";
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

/** What the rest of the document says of a map whose annotations are read. */
export type Surroundings = Pick<AnnotationSet, "platform" | "isolation" | "facts">;

/** Reads the annotations of a placed map, and asks what surrounds them. */
export function placedSet(
  source: ManifestSource,
  { kind, carrier, level, name, owner, map, path, belongsAt }: Placement,
  surroundingsOf: (annotations: readonly Annotation[]) => Surroundings,
): AnnotationSet {
  const { annotations, incomplete } = annotationsOfMap(source, map);
  const { platform, isolation, facts } = surroundingsOf(annotations);
  return {
    kind,
    carrier,
    level,
    name,
    path,
    syntax: mapSyntax(source, map),
    span: map.span,
    ownerSpan: owner.key.span,
    annotations,
    platform,
    isolation,
    facts,
    ...(incomplete ? { incomplete: true } : {}),
    ...(belongsAt === undefined ? {} : { belongsAt }),
  };
}

function mapSyntax({ reading }: ManifestSource, map: MapNode): MapSyntax {
  if (reading.syntax === "json") return "json";
  if (map.flow) return "yaml-flow";
  return reading.quality === "templated" ? "template-line" : "yaml-block";
}
