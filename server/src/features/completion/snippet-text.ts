/** LSP snippet syntax: what must be escaped in plain text, in a placeholder and in a choice. */

/** Text that a snippet inserts as it is. */
export const literal = (text: string): string => text.replace(/[\\$}]/g, "\\$&");

/** A place that is selected for typing over. */
export const placeholder = (index: number, text: string): string => `\${${index}:${literal(text)}}`;

/** A place with a list to choose from; the first is taken where nothing is chosen. */
export const choice = (index: number, texts: readonly string[]): string =>
  `\${${index}|${texts.map((text) => text.replace(/[\\$},|]/g, "\\$&")).join(",")}|}`;
