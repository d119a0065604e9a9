import { lineEnd } from "./token-bounds.ts";
import { asComment, unknownMark } from "./unknown-mark.ts";

/** True where a text holds a Go template expression (`{{ … }}`). */
export function hasTemplate(text: string): boolean {
  return text.includes("{{");
}

/**
 * Replaces template expressions by stand-ins of the same length: a comment where a whole line consists of them
 * (`{{- if … }}`, `{{ include … }}`), unknown marks elsewhere.
 */
export function standInForTemplates(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", done)) {
    const close = text.indexOf("}}", open + 2);
    let end = close < 0 ? lineEnd(text, open) : close + 2;
    // `{{ "}}}" }}` and `}}}`: the last braces of a run close the expression.
    while (close >= 0 && text[end] === "}") end++;
    parts.push(
      text.slice(done, open),
      isWholeLine(text, open, end) ? asComment(text.slice(open, end)) : unknownMark.repeat(end - open),
    );
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

/** True where an expression has its line to itself, or shares it with others alone. */
function isWholeLine(text: string, open: number, end: number): boolean {
  let before = open;
  while (before > 0 && " \t".includes(text.charAt(before - 1))) before--;
  if (before > 0 && !"\n\r".includes(text.charAt(before - 1))) return false;
  let after = end;
  while (after < text.length && " \t".includes(text.charAt(after))) after++;
  return after >= text.length || "\n\r".includes(text.charAt(after)) || text.startsWith("{{", after);
}
