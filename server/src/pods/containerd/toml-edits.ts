import { lineBreakOf } from "../edits/text-lines.ts";
import type { TextEdit } from "../finding.ts";
import type { Span } from "../yaml/span.ts";
import { lineEnd } from "../yaml/token-bounds.ts";
import type { ContainerdConfig, RuntimeHandler } from "./containerd-config.ts";
import { isAtPath, type TomlEntry, type TomlHeader } from "./toml-places.ts";

export const insertion = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });

export const replacement = (span: Span, newText: string): TextEdit => ({ span, newText });

/** A text as TOML: literal where it can be, so that backslashes stay single. */
export const tomlText = (text: string): string => (/^[^'\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text));

export const tomlKey = (name: string): string => (/^[A-Za-z0-9_-]+$/.test(name) ? name : tomlText(name));

/** A line of its own behind a table's header, indented like the table's first key. */
export function insertBehind({ text, places }: ContainerdConfig, header: TomlHeader, line: string): TextEdit {
  const first = places.entries.find(
    ({ path, keySpan }) => keySpan.start > header.span.end && isAtPath(path.slice(0, -1), header.path),
  );
  const indent = first === undefined ? `${indentAt(text, header.span.start)}  ` : indentAt(text, first.keySpan.start);
  return insertion(lineEnd(text, header.span.end), `${lineBreakOf(text)}${indent}${line}`);
}

/** An option of a handler as a line of its table, inline or not; undefined where the table is written in another way. */
export function insertOption(config: ContainerdConfig, handler: RuntimeHandler, line: string): TextEdit | undefined {
  const path = [...handler.path, "options"];
  const header = config.places.headers.find((one) => isAtPath(one.path, path));
  if (header !== undefined) return insertBehind(config, header, line);
  const inline = config.places.entries.find((one) => isAtPath(one.path, path));
  if (inline === undefined || config.text.charAt(inline.valueSpan.start) !== "{") return undefined;
  const { start, end } = inline.valueSpan;
  const isEmpty = config.text.slice(start + 1, end - 1).trim() === "";
  return insertion(start + 1, isEmpty ? ` ${line} ` : ` ${line},`);
}

/** Removes a key with its value: the whole line, or its part of an inline table. */
export function removeEntry(text: string, { keySpan, valueSpan }: TomlEntry): TextEdit {
  const lineStart = text.lastIndexOf("\n", keySpan.start - 1) + 1;
  const end = lineEnd(text, valueSpan.end);
  const isAlone =
    text.slice(lineStart, keySpan.start).trim() === "" && /^[ \t]*(?:#.*)?$/.test(text.slice(valueSpan.end, end));
  if (isAlone) {
    const newline = text.indexOf("\n", end);
    return replacement({ start: lineStart, end: newline === -1 ? text.length : newline + 1 }, "");
  }
  const behind = /^[ \t]*,[ \t]*/.exec(text.slice(valueSpan.end))?.[0];
  if (behind !== undefined) return replacement({ start: keySpan.start, end: valueSpan.end + behind.length }, "");
  const before = /[ \t]*,[ \t]*$/.exec(text.slice(0, keySpan.start))?.[0] ?? "";
  return replacement({ start: keySpan.start - before.length, end: valueSpan.end }, "");
}

const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset))?.[0] ?? "";
