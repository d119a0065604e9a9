import { lineBreakOf } from "../edits/text-lines.ts";
import type { TextEdit } from "../finding.ts";
import { runtimePlugins } from "./containerd-config.ts";
import { readContainerdConfig } from "./read-config.ts";
import { insertBehind, insertion, tomlKey, tomlText } from "./toml-edits.ts";
import { isAtPath } from "./toml-places.ts";

/** A handler's list of the annotations that pass, by containerd's name. */
export type AnnotationList = "pod_annotations" | "container_annotations";

/**
 * Adds a pattern to a list of a handler: to the list, as a list of its own behind the handler's header, or with a
 * table for the handler at the end of the file.
 * @param builtIn what containerd passes for this handler without a configuration: a list of one's own replaces it.
 * @returns undefined where the file is no TOML, the pattern is there already, or the list is written in a way that is
 * better changed by hand.
 */
export function addPattern(
  text: string,
  handlerName: string,
  list: AnnotationList,
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
    const lines = [
      table,
      "  runtime_type = 'io.containerd.runhcs.v1'",
      `  ${listLine(list, [...builtIn, pattern])}`,
      "",
    ];
    return insertion(text.length, start + (text === "" ? "" : lineBreak) + lines.join(lineBreak));
  }
  const patterns = list === "pod_annotations" ? handler.podAnnotations : handler.containerAnnotations;
  if (patterns?.includes(pattern)) return undefined;
  const listPath = [...handler.path, list];
  const entry = config.places.entries.find((one) => isAtPath(one.path, listPath));
  if (entry !== undefined) {
    const { start, end } = entry.valueSpan;
    if (patterns === undefined || text.charAt(start) !== "[") return undefined;
    const inside = text.slice(start + 1, end - 1);
    const separator = inside.trim() === "" ? "" : /^\s/.test(inside) ? "," : ", ";
    return insertion(start + 1, tomlText(pattern) + separator);
  }
  const header = config.places.headers.find((one) => isAtPath(one.path, handler.path));
  return header && insertBehind(config, header, listLine(list, [...builtIn, pattern]));
}

const listLine = (list: AnnotationList, patterns: readonly string[]): string =>
  `${list} = [${[...new Set(patterns)].map(tomlText).join(", ")}]`;
