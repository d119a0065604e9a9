import type { Payload, PayloadPlace } from "../../../server/src/protocol.ts";
import { listOf, parseJson } from "../infrastructure/unknown.ts";

/** Scheme of the documents that values of annotations are edited in. */
export const payloadScheme = "confidential-pods-payload";

/** An annotation of a pod spec. */
export interface PayloadAddress {
  /** URI of the spec. */
  readonly uri: string;
  readonly place: PayloadPlace;
}

/** The parts of a URI that say which value is edited. */
export interface PayloadUri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

const extensions: { readonly [Language in Payload["languageId"]]: string } = { rego: "rego", json: "json" };

/** The URI of a value's document: in its path the spec and the last word of the key, as the tab says it. */
export function payloadUri({ uri, place }: PayloadAddress, languageId: Payload["languageId"]): PayloadUri {
  const spec =
    decodeURIComponent(new URL(uri).pathname.split("/").at(-1) ?? "").replaceAll(/[/\\]/g, " ") || "pod spec";
  const word = place.key.split(/[./]/).at(-1) ?? "";
  const number = place.occurrence === 0 ? "" : ` (${place.occurrence + 1})`;
  return {
    scheme: payloadScheme,
    path: `/${spec}/${word || "value"}${number}.${extensions[languageId]}`,
    query: JSON.stringify([uri, place.key, place.occurrence]),
  };
}

/** What the URI of a value's document names; undefined for any other URI. */
export function payloadAddress({ scheme, query }: PayloadUri): PayloadAddress | undefined {
  if (scheme !== payloadScheme) return undefined;
  const [uri, key, occurrence] = listOf(parseJson(query));
  if (typeof uri !== "string" || typeof key !== "string" || typeof occurrence !== "number") return undefined;
  return { uri, place: { key, occurrence } };
}
