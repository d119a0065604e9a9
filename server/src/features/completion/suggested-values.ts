import type { AnnotationFact, PodKind } from "../../pods/annotations/annotation-fact.ts";
import { shorthands } from "../../pods/uvm/isolation-types.ts";
import { emptyPolicy } from "./specs/spec.ts";

/** A value that a key can have, and what to say of it beside its text. */
export interface SuggestedValue {
  readonly value: string;
  /** What to show for a value that nobody can read. */
  readonly label?: string;
  readonly note?: string;
}

/** The values worth offering for a key on a pod of this kind; empty where only its author can know. */
export function suggestedValues(fact: AnnotationFact, kind: PodKind): readonly SuggestedValue[] {
  const usual = fact.defaults[kind];
  const marked = (value: string, note?: string): SuggestedValue => {
    const notes = [...(value === usual ? ["default"] : []), ...(note === undefined ? [] : [note])];
    return notes.length === 0 ? { value } : { value, note: notes.join(", ") };
  };
  switch (fact.valueType) {
    case "bool":
    case "nullable-bool":
      // What differs from the default is what somebody wants to write.
      return (usual === "true" ? ["false", "true"] : ["true", "false"]).map((value) => marked(value));
    case "exact-true":
    case "insensitive-true":
      return [marked("true", "any other text is false")];
    case "enum":
      return fact.allowedValues.filter((value) => value !== "").map((value) => marked(value, noteOf(value)));
    case "base64-policy":
      return [{ value: emptyPolicy, label: "package policy", note: "a policy that denies everything, to be replaced" }];
    case "base64-json":
      return [{ value: fact.example, label: "example", note: "one provider; open it as a document to edit it" }];
    case "guid":
      return [];
    default: {
      const texts = new Set([...(usual === undefined || usual === "" ? [] : [usual]), fact.example]);
      return [...texts].map((value) => marked(value, value === usual ? undefined : "example"));
    }
  }
}

function noteOf(value: string): string | undefined {
  const long = shorthands.get(value);
  return long && `short for ${long}`;
}
