const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|\{\s*\}|\[\s*\]|[{}[\],:]|\s+/g;
/** Deeper levels are not indented any further: what only nests would grow with the square of its length. */
const deepestIndent = 40;

/** A JSON text with a member a line; numbers and strings stay as they are written, whatever JavaScript can hold. */
export function indentJson(json: string): string {
  let depth = 0;
  const newLine = (): string => "\n".padEnd(1 + 2 * Math.min(depth, deepestIndent));
  return json.replaceAll(tokens, (token) => {
    if (token.startsWith('"')) return token;
    if (token === ":") return ": ";
    if (token === ",") return `,${newLine()}`;
    if (token === "{" || token === "[") {
      depth++;
      return token + newLine();
    }
    if (token === "}" || token === "]") {
      depth--;
      return newLine() + token;
    }
    return token.replaceAll(/\s/g, "");
  });
}
