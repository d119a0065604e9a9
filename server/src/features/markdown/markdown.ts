/** A text as inline code, whatever it holds: a fence longer than its longest run of backticks. */
export function inlineCode(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const shown = text.replace(/\s*[\r\n]+\s*/g, " ");
  return fence.length > 1 || shown.startsWith(" ") ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** As inline code, cut off where it is longer than a line. */
export const shortCode = (text: string, longest = 80): string =>
  inlineCode(text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

/** Markdown's own characters in a text of somebody else made harmless. */
export const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|!]/g, "\\$&");

/** A first letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
