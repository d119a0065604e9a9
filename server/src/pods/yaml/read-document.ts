import { looksLikeJson, readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import type { Reading } from "./reading.ts";
import { hasTemplate } from "./template-text.ts";

/** How a pod file is written; `template` is a file that a tool fills in before anybody reads it. */
export type PodFileSyntax = "yaml" | "json" | "template";

/** Reads a manifest document in the syntax of its file. Never throws. */
export function readDocument(text: string, syntax: PodFileSyntax): Reading {
  if (syntax === "json") return readJson(text);
  if (syntax === "yaml" || !looksLikeJson(text)) return readYaml(text);
  const reading = readJson(text);
  return hasTemplate(text) ? { ...reading, quality: "templated" } : reading;
}
