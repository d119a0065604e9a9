import { listRules } from "../explain.ts";
import { directiveMarker, parseDirective } from "./directive.ts";

/**
 * The rule codes that a file's leading comments suppress in all of its documents: `confidential-pods-disable-file` in `#`
 * or `//` lines before anything else, blank lines and `---` aside. A directive without codes means every rule.
 */
export function fileSuppressions(text: string): ReadonlySet<string> {
  const codes = new Set<string>();
  if (!text.includes(directiveMarker)) return codes;
  for (const comment of leadingComments(text)) {
    const directive = parseDirective(comment, 0);
    if (directive?.scope !== "file") continue;
    const named = directive.codes.length === 0 ? listRules() : directive.codes;
    for (const { code } of named) codes.add(code);
  }
  return codes;
}

function* leadingComments(text: string): Iterable<string> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end).trim();
    if (line.startsWith("#") || line.startsWith("//")) yield line;
    else if (line !== "" && line !== "---") return;
    start = end + 1;
  }
}
