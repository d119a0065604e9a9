import table from "../../../../schemas/annotations.json" with { type: "json" };
import type { AnnotationFact, Expansion, PodKind, RemovedKey } from "./annotation-fact.ts";

type OptionalLists =
  | "details"
  | "allowedValues"
  | "overriddenWhen"
  | "requires"
  | "requiresAnyOf"
  | "conflictsWith"
  | "uvmOptions";
type OptionalFlags = "rangeChecked" | "internal" | "neverRead" | "isPrefix" | "effectAtPodLevel";

/** An annotation as the table has it: empty lists, usual flags and equal defaults are left out. */
type Row = Omit<AnnotationFact, OptionalLists | OptionalFlags | "defaults"> &
  Partial<Pick<AnnotationFact, OptionalLists | OptionalFlags>> & {
    readonly default?: string | Readonly<Partial<Record<PodKind, string>>>;
  };

type RemovedRow = Omit<RemovedKey, "readBy"> & Partial<Pick<RemovedKey, "readBy">>;

/** The table as it is written; a test holds it to its meta-schema, which has these very types. */
interface Table {
  readonly source: string;
  readonly annotations: readonly Row[];
  readonly expansions: readonly Expansion[];
  readonly removed: readonly RemovedRow[];
}

// A JSON module has the types of its literals; the closed unions of a row are only known to its schema.
const { annotations, expansions, removed } = table as unknown as Table;

const toFact = ({ default: written, ...row }: Row): AnnotationFact => ({
  details: [],
  allowedValues: [],
  overriddenWhen: [],
  requires: [],
  requiresAnyOf: [],
  conflictsWith: [],
  uvmOptions: [],
  rangeChecked: false,
  internal: false,
  neverRead: false,
  isPrefix: false,
  effectAtPodLevel: true,
  ...row,
  defaults:
    typeof written === "string" ? Object.fromEntries(row.platforms.map((kind) => [kind, written])) : { ...written },
});

/** Every annotation that hcsshim declares, by key in code point order. */
export const annotationFacts: readonly AnnotationFact[] = annotations.map(toFact);

export const annotationExpansions: readonly Expansion[] = expansions;

/** Keys that are not read any more or never were, by key in code point order. */
export const removedAnnotations: readonly RemovedKey[] = removed.map((row) => ({
  readBy: { "0.14": false, "0.15": false },
  ...row,
}));
