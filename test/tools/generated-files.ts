import { podSchema, podSchemaName, schemaText } from "../../server/src/pods/annotations/pod-schema.ts";
import { annotationReference } from "./annotation-reference.ts";

/** The checked-in files that are generated from the table of annotations, by path, with their text. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...[false, true].map(
      (strict) => [`schemas/generated/${podSchemaName(strict)}`, schemaText(podSchema(strict))] as const,
    ),
    ["server/docs/annotations.md", annotationReference()],
  ]);
