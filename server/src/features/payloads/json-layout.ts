/** Every token of a JSON text that parses: a string, a punctuation mark, or a number or word. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
/** Deeper levels are not indented any further: what only nests would grow with the square of its length. */
const deepestIndent = 40;

/** A JSON text that parses without white space between its tokens; numbers and strings stay as they are written. */
export const compactJson = (text: string): string => (text.match(tokens) ?? []).join("");

/** A JSON text that parses with a member a line, two blanks a level; numbers and strings stay as they are written. */
export function prettyJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  let before = "";
  const newLine = (): void => {
    parts.push("\n", "  ".repeat(Math.min(depth, deepestIndent)));
  };
  for (const token of text.match(tokens) ?? []) {
    const opened = before === "{" || before === "[";
    if (token === "}" || token === "]") {
      depth--;
      if (!opened) newLine();
    } else if (opened || before === ",") newLine();
    parts.push(token === ":" ? ": " : token);
    if (token === "{" || token === "[") depth++;
    before = token;
  }
  return parts.length === 0 ? "" : `${parts.join("")}\n`;
}
