import type { Span } from "../../yaml/span.ts";

/** Which findings a suppression comment is about. */
export type DirectiveScope = "line" | "next-line" | "document" | "file";

/** One rule code in a suppression comment. */
export interface DirectiveCode {
  readonly code: string;
  readonly span: Span;
}

/** A comment such as `# confidential-pods-disable-line value-unparsable, unknown-key`. */
export interface Directive {
  readonly scope: DirectiveScope;
  /** The words from `confidential-pods-` to the last code. */
  readonly span: Span;
  /** Empty: the directive suppresses every rule. */
  readonly codes: readonly DirectiveCode[];
}

/** What every suppression comment contains; a text without it need not be searched. */
export const directiveMarker = "confidential-pods-disable-";

const directivePattern = /confidential-pods-disable-(line|next-line|document|file)(?![\w-])([^\n\r]*)/;
const codePattern = /[a-z0-9]+(?:-[a-z0-9]+)*/gy;
const separatorPattern = /[\s,]+/y;

/**
 * The directive in a comment, if there is one. Codes are separated by commas or blanks; the list ends at the first word
 * that is no code or at ` -- `, so a reason can follow.
 * @param comment the comment's text, with or without its `#` or `//`
 * @param offset where that text begins in the document
 */
export function parseDirective(comment: string, offset: number): Directive | undefined {
  const match = directivePattern.exec(comment);
  if (match === null) return undefined;
  const scope = directiveScope(match[1]);
  const rest = match[2] ?? "";
  const restStart = match.index + match[0].length - rest.length;
  const codes: DirectiveCode[] = [];
  let end = restStart;
  let position = 0;
  for (;;) {
    separatorPattern.lastIndex = position;
    const separator = separatorPattern.exec(rest);
    if (separator === null) break;
    codePattern.lastIndex = position + separator[0].length;
    const code = codePattern.exec(rest);
    if (code === null) break;
    position = codePattern.lastIndex;
    end = restStart + position;
    codes.push({ code: code[0], span: { start: offset + end - code[0].length, end: offset + end } });
  }
  return { scope, codes, span: { start: offset + match.index, end: offset + end } };
}

function directiveScope(word: string | undefined): DirectiveScope {
  return word === "line" || word === "next-line" || word === "document" ? word : "file";
}
