import { listOf, parseJson } from "../infrastructure/unknown.ts";

/** Scheme of the read-only documents that show what hcsshim makes of a sandbox. */
export const previewScheme = "confidential-pods-preview";

/** A sandbox of a pod spec. */
export interface PreviewedPlace {
  /** URI of the spec. */
  readonly uri: string;
  /** Index among the spec's sandboxes, from 0, in source order. */
  readonly sandboxIndex: number;
}

/** The parts of a URI that say which sandbox is previewed. */
export interface PreviewUri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** The URI of a preview. Its path is what the tab says; that it ends in `.jsonc` gives the document its language. */
export function previewUri({ uri, sandboxIndex }: PreviewedPlace): PreviewUri {
  const name =
    decodeURIComponent(new URL(uri).pathname.split("/").at(-1) ?? "").replaceAll(/[/\\]/g, " ") || "pod spec";
  const number = sandboxIndex === 0 ? "" : ` (${sandboxIndex + 1})`;
  return { scheme: previewScheme, path: `/HCS ${name}${number}.jsonc`, query: JSON.stringify([uri, sandboxIndex]) };
}

/** What the URI of a preview shows; undefined for any other URI. */
export function previewedPlace({ scheme, query }: PreviewUri): PreviewedPlace | undefined {
  if (scheme !== previewScheme) return undefined;
  const [uri, sandboxIndex] = listOf(parseJson(query));
  return typeof uri === "string" && typeof sandboxIndex === "number" ? { uri, sandboxIndex } : undefined;
}
