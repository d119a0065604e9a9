import { lineEnd } from "./token-bounds.ts";
import { unknownMark } from "./unknown-mark.ts";

/** True where a text holds a Go template expression (`{{ … }}`). */
export function hasTemplate(text: string): boolean {
  return text.includes("{{");
}

/**
 * Replaces template expressions by stand-ins of the same length: spaces where a whole line consists of them
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
      isWholeLine(text, open, end) ? blanked(text.slice(open, end)) : unknownMark.repeat(end - open),
    );
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

function isWholeLine(text: string, open: number, end: number): boolean {
  let before = open;
  while (before > 0 && " \t-".includes(text.charAt(before - 1))) before--;
  const after = text.slice(end, lineEnd(text, end)).trim();
  const startsLine = before === 0 || "\n\r".includes(text.charAt(before - 1));
  return startsLine && !text.slice(before, open).includes("-") && (after === "" || /^(?:\{\{.*\}\}\s*)+$/.test(after));
}

function blanked(expression: string): string {
  return expression.replace(/[^\r\n]/g, " ");
}
