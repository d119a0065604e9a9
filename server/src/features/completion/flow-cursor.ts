import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { ManifestDocument } from "../../pods/pod-file.ts";
import type { Span } from "../../pods/yaml/span.ts";
import { lineEnd } from "../../pods/yaml/token-bounds.ts";
import { bareKey, type Cursor, quoteAt } from "./cursor.ts";

/** What is typed in a JSON or flow map of annotations; undefined outside of one. */
export function flowCursor(document: ManifestDocument, offset: number): Cursor | undefined {
  const { text } = document;
  const set = document.sets.find(
    ({ syntax, span }) => (syntax === "json" || syntax === "yaml-flow") && span.start < offset && offset <= span.end,
  );
  if (set === undefined || (offset === set.span.end && text.charAt(offset - 1) === "}")) return undefined;
  const written = scan(text, set, offset);
  return written && { set, quote: quoteAt(text, written.replaced.start), ...written };
}

/** How far the entry under the cursor is written. */
interface Progress {
  key?: Span;
  value?: Span;
  colon: boolean;
}

/** Walks the map's tokens up to the cursor. */
function scan(
  text: string,
  { span, syntax }: AnnotationSet,
  offset: number,
): Pick<Cursor, "replaced" | "at"> | undefined {
  let entry: Progress = { colon: false };
  let before: Progress | undefined;
  let depth = 0;
  for (let at = span.start + 1; at < offset; ) {
    const char = text.charAt(at);
    const behind = commentEnd(text, at, syntax);
    if (behind !== undefined) {
      if (offset < behind) return undefined;
      at = behind;
      continue;
    }
    if (isSeparator(text, at)) {
      if (char === "{" || char === "[") depth++;
      else if (char === "}" || char === "]") depth--;
      else if (depth === 0 && char === ",") [before, entry] = [undefined, { colon: false }];
      else if (depth === 0 && char === ":") entry.colon = true;
      at++;
      continue;
    }
    const token = { start: at, end: tokenEnd(text, at) };
    if (depth === 0) {
      // A second text after a finished entry begins the next one: its comma is not typed yet.
      if (entry.value !== undefined) [before, entry] = [entry, { colon: false }];
      const isTyped = offset < token.end || (offset === token.end && !isClosed(text, token));
      if (isTyped) return typed(text, entry, token, before);
      if (entry.colon) entry.value = token;
      else entry.key = token;
    }
    at = token.end;
  }
  return depth === 0 ? between(text, entry, offset, syntax) : undefined;
}

/** The cursor is in a token. */
function typed(
  text: string,
  { key, colon }: Progress,
  token: Span,
  before: Progress | undefined,
): Pick<Cursor, "replaced" | "at"> | undefined {
  if (colon) {
    return key && { replaced: token, at: { kind: "value", key: bareKey(text, key), needsBlank: false } };
  }
  const at = keyCursor(text, token.end, before);
  const bare = at.hasColon ? bareColon.exec(text.slice(token.end, token.end + 100))?.[0] : undefined;
  if (bare === undefined) return { replaced: token, at };
  return { replaced: { start: token.start, end: token.end + bare.length }, at: { ...at, hasColon: false } };
}

/** A colon without a value, which is written again, with one. */
const bareColon = /^[ \t]*:[ \t]*(?=\s*[,}])/;

/** The cursor is between two tokens. */
function between(
  text: string,
  entry: Progress,
  offset: number,
  syntax: AnnotationSet["syntax"],
): Pick<Cursor, "replaced" | "at"> | undefined {
  const replaced = { start: offset, end: offset };
  if (entry.value !== undefined) {
    // On a new line the next entry is wanted, comma or not.
    const isNewLine = /[\r\n]/.test(text.slice(entry.value.end, offset));
    return isNewLine ? { replaced, at: keyCursor(text, offset, entry) } : undefined;
  }
  if (entry.colon) {
    const needsBlank = syntax === "yaml-flow" && text.charAt(offset - 1) === ":";
    return entry.key && { replaced, at: { kind: "value", key: bareKey(text, entry.key), needsBlank } };
  }
  return entry.key === undefined ? { replaced, at: keyCursor(text, offset, undefined) } : undefined;
}

function keyCursor(text: string, end: number, before: Progress | undefined) {
  const next = /^\s*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const follows = text.charAt(end + next);
  const missingCommaAt = before?.value?.end;
  return {
    kind: "key",
    hasColon: follows === ":",
    needsComma: follows !== "" && !",:}]#/".includes(follows),
    ...(missingCommaAt === undefined ? {} : { missingCommaAt }),
  } as const;
}

/** Offset behind the comment that begins here, where the cursor may stand; undefined where none begins. */
function commentEnd(text: string, at: number, syntax: AnnotationSet["syntax"]): number | undefined {
  if (syntax !== "json") return text.charAt(at) === "#" && isBlank(text, at - 1) ? lineEnd(text, at) + 1 : undefined;
  if (text.startsWith("//", at)) return lineEnd(text, at) + 1;
  if (!text.startsWith("/*", at)) return undefined;
  const close = text.indexOf("*/", at + 2);
  return close < 0 ? text.length + 1 : close + 2;
}

const isBlank = (text: string, at: number): boolean => " \t\r\n".includes(text.charAt(at));

/** White space, brackets, commas, and a colon that ends a key. */
function isSeparator(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (char !== ":") return " \t\r\n,{}[]".includes(char);
  return /[\s"',}\]]|^$/.test(text.charAt(at + 1)) || "\"'".includes(text.charAt(at - 1));
}

function tokenEnd(text: string, start: number): number {
  const quote = quoteAt(text, start);
  const limit = lineEnd(text, start);
  for (let at = start + 1; at < limit; at++) {
    const char = text.charAt(at);
    if (quote === "" ? isSeparator(text, at) : char === quote) return quote === "" ? at : at + 1;
    if (char === "\\" && quote === '"') at++;
  }
  return limit;
}

/** Whether a quoted text ends with its quote. */
const isClosed = (text: string, { start, end }: Span): boolean =>
  quoteAt(text, start) !== "" && end > start + 1 && text.charAt(end - 1) === text.charAt(start);
