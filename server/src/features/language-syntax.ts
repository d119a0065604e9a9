import type { PodFileSyntax } from "../pods/pod-file.ts";

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
export const isToml = (uri: string, languageId: string): boolean => languageId === "toml" || /\.toml$/i.test(uri);

/** What starts a comment that the document's readers skip; undefined where there are none (plain JSON), or none that count (TOML). */
export function commentMarker(uri: string, languageId: string): "#" | "//" | undefined {
  if (languageId === "jsonc" || /\.jsonc(?:\.(?:template|tpl))?$/i.test(uri)) return "//";
  if (languageId === "json" || /\.json(?:\.(?:template|tpl))?$/i.test(uri)) return undefined;
  return isToml(uri, languageId) ? undefined : "#";
}
