import type { PodFileSyntax } from "../yaml/read-document.ts";

/** The syntax that a file's name tells: `.json` and `.jsonc`, `.template` and `.tpl`, or YAML. */
export function syntaxOf(uriOrPath: string): PodFileSyntax {
  const name = uriOrPath.replace(/[?#].*$/, "").toLowerCase();
  if (name.endsWith(".json") || name.endsWith(".jsonc")) return "json";
  return name.endsWith(".template") || name.endsWith(".tpl") ? "template" : "yaml";
}
