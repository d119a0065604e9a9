import { annotationReference } from "./annotation-reference.ts";
import { podSchema, schemaText } from "./annotation-schemas.ts";

/** The checked-in files that are generated from the table of annotations, by path, with their text. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ["schemas/generated/pod-annotations.schema.json", schemaText(podSchema(false))],
    ["schemas/generated/pod-annotations.strict.schema.json", schemaText(podSchema(true))],
    ["server/docs/annotations.md", annotationReference()],
  ]);
