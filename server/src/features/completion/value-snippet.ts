import type { AnnotationFact, PodKind } from "../../pods/annotations/annotation-fact.ts";
import { encodeQuoted } from "../../pods/edits/encode-scalar.ts";
import { shorthands } from "../../pods/uvm/isolation-types.ts";
import { choice, literal, placeholder } from "./snippet-text.ts";
import { suggestedValues } from "./suggested-values.ts";

/**
 * A quoted value to fill in: a list where there are few right ones, otherwise an example to type over.
 * @param wanted the value that stands first where it is one of them
 */
export function valueSnippet(fact: AnnotationFact, kind: PodKind, isJson: boolean, index = 1, wanted = ""): string {
  const values = suggestedValues(fact, kind)
    .flatMap(({ value }) => (shorthands.has(value) ? [] : [value]))
    .sort((a, b) => Number(b === wanted) - Number(a === wanted));
  const isClosed = ["bool", "nullable-bool", "exact-true", "insensitive-true", "enum"].includes(fact.valueType);
  const encoded = encodeQuoted(values[0] ?? fact.example, style(isJson));
  const quote = literal(encoded.charAt(0));
  const inner = isClosed && values.length > 1 ? choice(index, values) : placeholder(index, encoded.slice(1, -1));
  return `${quote}${inner}${quote}`;
}

const style = (isJson: boolean): "json" | "double" => (isJson ? "json" : "double");
