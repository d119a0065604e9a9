import type { PodFileSyntax } from "../pods/pod-file.ts";
import { isTomlName } from "../pods/review/review-config.ts";

/**
 * How to read a document: the editor's language decides, except that a template's extension says more than its language.
 * Undefined: the extension decides.
 */
export function syntaxOf(uri: string, languageId: string): PodFileSyntax | undefined {
  if (languageId === "helm" || /\.(?:template|tpl)$/i.test(uri)) return "template";
  if (languageId === "json" || languageId === "jsonc") return "json";
  return undefined;
}

/** A containerd configuration, or any other TOML file: no pod spec. */
export const isToml = (uri: string, languageId: string): boolean => languageId === "toml" || isTomlName(uri);

/** What starts a comment that the document's readers skip; undefined where there are none (plain JSON). */
export function commentMarker(uri: string, languageId: string): "#" | "//" | undefined {
  if (languageId === "jsonc" || /\.jsonc(?:\.(?:template|tpl))?$/i.test(uri)) return "//";
  if (languageId === "json" || /\.json(?:\.(?:template|tpl))?$/i.test(uri)) return undefined;
  return "#";
}
