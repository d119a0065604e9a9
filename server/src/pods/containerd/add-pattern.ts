import { lineBreakOf } from "../edits/text-lines.ts";
import type { TextEdit } from "../finding.ts";
import { lineEnd } from "../yaml/token-bounds.ts";
import { runtimePlugins } from "./containerd-config.ts";
import { readContainerdConfig } from "./read-config.ts";

/**
 * Adds a pattern to a handler's `pod_annotations`: to the list, as a list of its own behind the handler's header, or with a
 * table for the handler at the end of the file.
 * @param builtIn what containerd passes for this handler without a configuration: a list of one's own replaces it.
 * @returns undefined where the file is no TOML, the pattern is there already, or the list is written in a way that is
 * better changed by hand.
 */
export function addPodPattern(
  text: string,
  handlerName: string,
  pattern: string,
  builtIn: readonly string[],
): TextEdit | undefined {
  const read = readContainerdConfig(text);
  if (!read.ok) return undefined;
  const { config } = read;
  const lineBreak = lineBreakOf(text);
  const handler = config.handlers.find(({ name, isRead }) => name === handlerName && isRead);
  if (handler === undefined) {
    const plugin = runtimePlugins[config.version === 3 ? 3 : 2];
    const table = `[plugins.'${plugin}'.containerd.runtimes.${tomlKey(handlerName)}]`;
    const start = text === "" || text.endsWith("\n") ? "" : lineBreak;
    const lines = [table, "  runtime_type = 'io.containerd.runhcs.v1'", `  ${listLine([...builtIn, pattern])}`, ""];
    return insertion(text.length, start + (text === "" ? "" : lineBreak) + lines.join(lineBreak));
  }
  if (handler.podAnnotations?.includes(pattern)) return undefined;
  const listPath = [...handler.path, "pod_annotations"];
  const list = config.places.entries.find((entry) => isAt(entry.path, listPath));
  if (list !== undefined) {
    const { start, end } = list.valueSpan;
    if (handler.podAnnotations === undefined || text.charAt(start) !== "[") return undefined;
    const rest = text.slice(start + 1, end - 1).trim() === "" ? "" : ", ";
    return insertion(start + 1, tomlText(pattern) + rest);
  }
  const header = config.places.headers.find((one) => isAt(one.path, handler.path));
  if (header === undefined) return undefined;
  const behind = lineEnd(text, header.span.end);
  return insertion(behind, `${lineBreak}  ${listLine([...builtIn, pattern])}`);
}

const insertion = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });

const listLine = (patterns: readonly string[]): string =>
  `pod_annotations = [${[...new Set(patterns)].map(tomlText).join(", ")}]`;

const tomlText = (text: string): string => (/^[^'\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text));

const tomlKey = (name: string): string => (/^[A-Za-z0-9_-]+$/.test(name) ? name : tomlText(name));

const isAt = (path: readonly string[], wanted: readonly string[]): boolean =>
  path.length === wanted.length && path.every((name, at) => name === wanted[at]);
