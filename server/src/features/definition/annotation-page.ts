import { lookup, removedKeys } from "../../pods/annotations/registry.ts";
import { describeKey, shownKey } from "../markdown/describe-fact.ts";
import { inlineCode } from "../markdown/markdown.ts";

/** The reference page of a key in Markdown; a sentence where hcsshim has no such key. */
export function annotationPage(key: string): string {
  const fact = lookup(key);
  if (fact !== undefined) {
    return `# ${inlineCode(shownKey(fact))}\n\n${describeKey(fact)}\n- **Example**: ${inlineCode(fact.example)}\n`;
  }
  const removed = removedKeys.get(key);
  if (removed === undefined) return `hcsshim has no annotation ${inlineCode(key)}.\n`;
  const instead = removed.newKey === null ? "" : ` Write ${inlineCode(removed.newKey)} instead.`;
  return `# ${inlineCode(key)}\n\nhcsshim does not read this key. ${removed.note}${instead}\n`;
}
