import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import { findSets } from "../../pods/manifest/find-sets.ts";
import { readDocument } from "../../pods/yaml/read-document.ts";
import type { Span } from "../../pods/yaml/span.ts";

const probe = "confidential-pods.probe";

/**
 * The annotations map that a line will belong to, found by reading the document with an entry in its place: an empty
 * `annotations:` is no map yet. Undefined where no annotations map is there even then.
 */
export function probeSet(text: string, line: Span, column: number): AnnotationSet | undefined {
  const probed = `${text.slice(0, line.start)}${" ".repeat(column)}${probe}: ""${text.slice(line.end)}`;
  const sets = findSets({ text: probed, reading: readDocument(probed, "yaml"), isTemplateFile: false });
  const set = sets.find(({ annotations }) => annotations.some(({ key }) => key === probe));
  return set && { ...set, annotations: set.annotations.filter(({ key }) => key !== probe) };
}
