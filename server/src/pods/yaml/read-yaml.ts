import { parseEventsOf } from "./parse-events.ts";
import { looksLikeJson, readJson } from "./read-json.ts";
import { readLines } from "./read-lines.ts";
import type { Reading } from "./reading.ts";
import { recover } from "./recover.ts";
import { hasTemplate, standInForTemplates } from "./template-text.ts";
import { buildTree } from "./tree-builder.ts";
import { unknownMark } from "./unknown-mark.ts";

/** What YAML does not allow anywhere; U+0085, U+2028 and tabs are fine. */
const unprintable =
  /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Reads one YAML document (the text between two `---`). Never throws and reports no syntax errors: a document that does
 * not parse is recovered as far as it can be.
 */
export function readYaml(text: string): Reading {
  const first = parseEventsOf(text);
  if (first.kind === "events") {
    return {
      tree: buildTree(first.events, text, text),
      quality: hasTemplate(text) ? "templated" : "exact",
      syntax: "yaml",
    };
  }
  if (looksLikeJson(text)) {
    const json = readJson(text);
    if (json.tree !== undefined) return json;
  }
  if (first.kind === "too-deep") {
    const tooDeepAt = { start: first.offset, end: Math.min(first.offset + 1, text.length) };
    return { tree: readLines(text, text), quality: "recovered", syntax: "yaml", tooDeepAt };
  }
  return readBroken(text);
}

function readBroken(text: string): Reading {
  const templated = hasTemplate(text);
  const printable = text.replace(unprintable, unknownMark);
  const stood = templated ? standInForTemplates(printable) : printable;
  const quality = templated ? "templated" : "recovered";
  const again = parseEventsOf(stood);
  if (again.kind === "events") return { tree: buildTree(again.events, stood, text), quality, syntax: "yaml" };
  const recovered = again.kind === "error" ? recover(stood, again.offset) : undefined;
  const tree = recovered === undefined ? readLines(stood, text) : buildTree(recovered.events, recovered.parsed, text);
  return { tree, quality, syntax: "yaml" };
}
