import { cborAsText } from "../cbor/cbor-text.ts";
import { type CborValue, cborGet, cborText } from "../cbor/cbor-value.ts";
import { hashName } from "./algorithms.ts";

/** COSE header labels (IANA registry) as far as reference info uses them. */
export const labels = {
  algorithm: 1,
  contentType: 3,
  cwtClaims: 15,
  x5chain: 33,
  payloadHashAlgorithm: 258,
  preimageContentType: 259,
  payloadLocation: 260,
  receipts: 394,
} as const;

/** Who says what about which feed. */
export interface Claims {
  /** From the CWT claims, or the text label `iss` that older signers use. */
  readonly issuer: string | undefined;
  /** CWT subject, or the text label `feed`. */
  readonly feed: string | undefined;
  readonly contentType: string | undefined;
  /** Every other header and claim with its value on one line, in the order of the message. */
  readonly others: readonly (readonly [name: string, value: string])[];
}

/** The payload is not the document but its hash (draft-ietf-cose-hash-envelope). */
export interface HashEnvelope {
  readonly algorithm: string;
  /** Content type of the document that was hashed. */
  readonly preimageType: string | undefined;
  readonly location: string | undefined;
}

const cwtNames: ReadonlyMap<number, string> = new Map([
  [1, "issuer"],
  [2, "subject"],
  [3, "audience"],
  [4, "expires"],
  [5, "not before"],
  [6, "issued at"],
  [7, "CWT id"],
]);
/** Claims that are a NumericDate: seconds since 1970 (RFC 8392, section 2). */
const dates: ReadonlySet<string | undefined> = new Set(["expires", "not before", "issued at"]);
const headerNames: ReadonlyMap<number, string> = new Map([[34, "leaf thumbprint"]]);
const shownElsewhere: ReadonlySet<number | string> = new Set([...Object.values(labels), "iss", "feed"]);

export function readClaims(header: CborValue): Claims {
  const cwt = cborGet(header, labels.cwtClaims);
  const contentType = cborGet(header, labels.contentType);
  return {
    issuer: cborText(cborGet(cwt, 1)) ?? cborText(cborGet(header, "iss")),
    feed: cborText(cborGet(cwt, 2)) ?? cborText(cborGet(header, "feed")),
    contentType: contentType && cborAsText(contentType),
    others: [...otherEntries(header, "header", shownElsewhere), ...otherEntries(cwt, "claim", new Set([1, 2]))],
  };
}

/** What stands in a map beside the labels that are shown by name. */
function otherEntries(
  map: CborValue | undefined,
  what: "header" | "claim",
  known: ReadonlySet<number | string>,
): [string, string][] {
  if (map?.kind !== "map") return [];
  const names = what === "header" ? headerNames : cwtNames;
  return map.entries.flatMap(({ key, value }): [string, string][] => {
    if ((key.kind === "integer" || key.kind === "text") && known.has(key.value)) return [];
    const name = key.kind === "integer" ? names.get(key.value) : undefined;
    const text = cborAsText(value);
    return [[name ?? `${what} ${cborAsText(key)}`, dates.has(name) ? withDate(text) : text]];
  });
}

/** A date behind its seconds; what is no date, or none that a calendar has, stays as it is. */
function withDate(seconds: string): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? seconds : `${seconds} (${date.toISOString()})`;
}

export function readHashEnvelope(header: CborValue): HashEnvelope | undefined {
  const algorithm = cborGet(header, labels.payloadHashAlgorithm);
  if (algorithm === undefined) return undefined;
  const type = cborGet(header, labels.preimageContentType);
  return {
    algorithm: hashName(algorithm.kind === "integer" ? algorithm.value : undefined),
    preimageType: type && cborAsText(type),
    location: cborText(cborGet(header, labels.payloadLocation)),
  };
}
