import {
  insertAnnotation,
  quoteValue,
  removeAnnotation,
  renameKey,
  replaceValue,
} from "../../edits/annotation-edits.ts";
import type { Fix } from "../../finding.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import type { RuleContext } from "../rule.ts";
import { cut, shown } from "./report.ts";

/** Whether the fix is the one obvious answer, which fix-all applies without asking. */
export type Preference = "preferred" | "offered";

/** "Write 'true'": replaces the value. */
export const setValue = (
  context: RuleContext,
  annotation: Annotation,
  value: string,
  preference: Preference = "offered",
): Fix => ({
  title: `Write ${shown(value)}`,
  preferred: preference === "preferred",
  edits: [replaceValue(context.text, annotation, value)],
});

/** "Quote it": the same text as a string. */
export const quote = (context: RuleContext, annotation: Annotation, preference: Preference = "offered"): Fix => ({
  title: `Quote ${cut(annotation.value)}`,
  preferred: preference === "preferred",
  edits: [quoteValue(context.text, annotation)],
});

/** "Rename to 'io.microsoft.…'": replaces the key. */
export const rename = (annotation: Annotation, key: string, preference: Preference = "offered"): Fix => ({
  title: `Rename to '${key}'`,
  preferred: preference === "preferred",
  edits: [renameKey(annotation, key)],
});

/** "Remove 'io.microsoft.…'": removes the whole annotation. */
export const remove = (context: RuleContext, annotation: Annotation, preference: Preference = "offered"): Fix => ({
  title: `Remove '${annotation.key}'`,
  preferred: preference === "preferred",
  edits: removeAnnotation(context.text, context.set, annotation),
});

/** "Add 'io.microsoft.…'": a new annotation, after another one where given. */
export const add = (
  context: RuleContext,
  key: string,
  value: string,
  after?: Annotation,
  preference: Preference = "offered",
): Fix => ({
  title: `Add '${key}': ${shown(value)}`,
  preferred: preference === "preferred",
  edits: insertAnnotation(context.text, context.set, key, value, after),
});
