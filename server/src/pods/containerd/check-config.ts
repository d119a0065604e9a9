import { parse } from "smol-toml";
import { matchGoPath } from "../annotations/go-path-match.ts";
import type { Finding, Fix } from "../finding.ts";
import { checkSet } from "../rules/check.ts";
import type { Target } from "../target.ts";
import { checkOptions } from "./check-options.ts";
import { configFinding } from "./config-report.ts";
import { type ContainerdConfig, type RuntimeHandler, runtimePlugins } from "./containerd-config.ts";
import { defaultAnnotationSet } from "./default-annotations.ts";
import { readContainerdConfig } from "./read-config.ts";

/** Rules about where an annotation stands: these stand on pods and containers alike. */
const aboutPlace: ReadonlySet<string> = new Set(["container-key-on-sandbox", "sandbox-key-on-container"]);
/** What a configuration mentions that may be meant for containerd although it is no TOML. */
const containerdMention = /io\.containerd\.|containerd\.runtimes/;

/**
 * What is wrong with a containerd configuration, in source order; spans count from the beginning of the file.
 * Nothing for other TOML files: those without handlers, and those that do not parse and mention none of containerd's names.
 */
export function checkContainerdConfig(text: string, target: Target): readonly Finding[] {
  const read = readContainerdConfig(text);
  if (!read.ok) {
    if (!containerdMention.test(text)) return [];
    const end = Math.min(text.length, read.offset + 1);
    return [configFinding("containerd-not-read", "error", { start: Math.max(end - 1, 0), end }, read.error)];
  }
  const { config } = read;
  return config.handlers
    .flatMap((handler) => [
      ...checkTable(config, handler),
      ...checkOptions(config, handler),
      ...checkDefaults(config, handler, target),
    ])
    .sort((a, b) => a.span.start - b.span.start || (a.code < b.code ? -1 : 1));
}

function* checkTable({ places }: ContainerdConfig, handler: RuntimeHandler): Generator<Finding, void> {
  const { path, name, isRead, podAnnotations, containerAnnotations } = handler;
  const header = places.headers.find((one) => startsWith(one.path, path));
  if (!isRead && header !== undefined) {
    const message = `containerd passes over this handler: in a configuration of version 3 handlers stand in [plugins.'${runtimePlugins[3]}'.containerd.runtimes.${name}].`;
    yield configFinding("containerd-table-ignored", "warning", header.span, message);
  }
  const lists = { pod_annotations: podAnnotations, container_annotations: containerAnnotations };
  for (const [list, patterns] of Object.entries(lists)) {
    const entry = places.entries.find((one) => startsWith(one.path, [...path, list]));
    const bad = patterns?.find((pattern) => matchGoPath(pattern, "") === "bad pattern");
    if (entry === undefined || bad === undefined) continue;
    const message = `containerd cannot read the pattern "${bad}" of ${list}, so nothing passes by it.`;
    yield configFinding("containerd-pattern-malformed", "warning", entry.valueSpan, message);
  }
}

/** The findings of the rules about keys and values; a fix that would leave no TOML is not offered. */
function checkDefaults(config: ContainerdConfig, handler: RuntimeHandler, target: Target): readonly Finding[] {
  const set = defaultAnnotationSet(config, handler);
  if (set === undefined) return [];
  return checkSet(set, target, config.text)
    .filter(({ code }) => !aboutPlace.has(code))
    .map((finding) => ({ ...finding, fixes: () => finding.fixes().filter((fix) => leavesToml(config.text, fix)) }));
}

function leavesToml(text: string, { edits }: Fix): boolean {
  let fixed = text;
  // Back to front, so that offsets hold.
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    fixed = fixed.slice(0, span.start) + newText + fixed.slice(span.end);
  }
  try {
    parse(fixed);
    return true;
  } catch {
    return false;
  }
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((name, at) => path[at] === name);
