import { type ParseOutcome, parseEventsOf } from "./parse-events.ts";
import { looksLikeJson, readJson } from "./read-json.ts";
import { readLines } from "./read-lines.ts";
import type { Reading } from "./reading.ts";
import { recover } from "./recover.ts";
import { readSimpleYaml } from "./simple/read-simple-yaml.ts";
import { hasTemplate, standInForTemplates } from "./template-text.ts";
import { buildTree } from "./tree-builder.ts";
import { withoutUnprintable } from "./unprintable.ts";

/**
 * Reads one YAML document (the text between two `---`). Never throws and reports no syntax errors: a document that does
 * not parse is recovered as far as it can be.
 */
export function readYaml(text: string): Reading {
  const simple = readSimpleYaml(text);
  if (simple !== undefined) return { tree: simple, quality: "exact", syntax: "yaml" };
  const first = parseEventsOf(text);
  // Expressions that parse stand within one key or value, and can hide nothing else.
  if (first.kind === "events") {
    return { tree: buildTree(first.events, text, text), quality: "exact", syntax: "yaml" };
  }
  if (looksLikeJson(text)) {
    const json = readJson(text);
    if (json.tree !== undefined) return json;
  }
  if (first.kind === "too-deep" && !hasTemplate(text)) {
    const tooDeepAt = { start: first.offset, end: Math.min(first.offset + 1, text.length) };
    return { tree: readLines(text, text), quality: "recovered", syntax: "yaml", tooDeepAt };
  }
  return readBroken(text, first);
}

function readBroken(text: string, first: ParseOutcome): Reading {
  const templated = hasTemplate(text);
  const printable = withoutUnprintable(text);
  const stood = templated ? standInForTemplates(printable) : printable;
  const quality = templated ? "templated" : "recovered";
  const again = stood === text ? first : parseEventsOf(stood);
  if (again.kind === "events") return { tree: buildTree(again.events, stood, text), quality, syntax: "yaml" };
  const recovered = again.kind === "error" ? recover(stood, again) : undefined;
  const tree = recovered === undefined ? readLines(stood, text) : buildTree(recovered.events, recovered.parsed, text);
  return { tree, quality, syntax: "yaml" };
}
