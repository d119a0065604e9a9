import { looksLikeJson, readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import type { Reading } from "./reading.ts";

/** How a pod file is written; `template` is a file that a tool fills in before anybody reads it. */
export type PodFileSyntax = "yaml" | "json" | "template";

/** Reads a manifest document in the syntax of its file. Never throws. */
export function readDocument(text: string, syntax: PodFileSyntax): Reading {
  if (syntax === "json" || (syntax === "template" && looksLikeJson(text))) return readJson(text);
  return readYaml(text);
}
