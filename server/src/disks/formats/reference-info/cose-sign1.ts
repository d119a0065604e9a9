import { DiskError, type ProblemLog } from "../../problem.ts";
import { type CborValue, cborItems } from "../cbor/cbor-value.ts";
import { decodeCbor } from "../cbor/decode-cbor.ts";

/** A COSE_Sign1 message (RFC 9052, section 4.2). */
export interface CoseSign1 {
  /** The protected header as it was signed. */
  readonly protectedBytes: Buffer;
  /** That header decoded: a map, empty where it cannot be read. */
  readonly protectedMap: CborValue;
  readonly unprotectedMap: CborValue;
  /** `undefined`: detached, the payload is somewhere else. */
  readonly payload: Buffer | undefined;
  readonly signature: Buffer;
  /** The message with an empty unprotected header: what a transparency service commits to. */
  readonly withoutUnprotected: Buffer;
}

const coseSign1Tag = 18;
/** Tag 18, array of four. */
const taggedArray = Buffer.of(0xd2, 0x84);
const emptyMap = Buffer.of(0xa0);

/**
 * Takes a message apart. `base` is where it stands in the file.
 * @throws DiskError `cbor` or `cose-unknown` where it is none.
 */
export function readCoseSign1(bytes: Buffer, base: number, log: ProblemLog): CoseSign1 {
  return coseSign1Of(decodeCbor(bytes, base), bytes, base, log);
}

/** The same for a value that is decoded already, from `bytes`. */
function coseSign1Of(value: CborValue, bytes: Buffer, base: number, log: ProblemLog): CoseSign1 {
  const at = base + value.start;
  const tagged = value.kind === "tag" && value.tag === coseSign1Tag;
  if (!tagged) log.add("cose-untagged", "The message does not begin with tag 18, which go-cose insists on.", at);
  const items = cborItems(tagged ? value.content : value);
  const [header, unprotectedMap, payload, signature] = items ?? [];
  if (
    items?.length !== 4 ||
    header?.kind !== "bytes" ||
    unprotectedMap?.kind !== "map" ||
    signature?.kind !== "bytes"
  ) {
    throw new DiskError(
      "cose-unknown",
      "No COSE_Sign1: not an array of protected and unprotected header, payload and signature.",
      at,
    );
  }
  if (payload?.kind !== "bytes" && !(payload?.kind === "simple" && payload.value === null)) {
    throw new DiskError("cose-unknown", "No COSE_Sign1: its payload is neither bytes nor null.", at);
  }
  const contentStart = header.end - header.value.length;
  const protectedMap = log.attempt(() => readHeader(header.value, base + contentStart), "protected header");
  const raw = (part: CborValue): Buffer => bytes.subarray(part.start, part.end);
  return {
    protectedBytes: header.value,
    protectedMap: protectedMap ?? emptyMapAt(contentStart),
    unprotectedMap,
    payload: payload.kind === "bytes" ? payload.value : undefined,
    signature: signature.value,
    withoutUnprotected: Buffer.concat([taggedArray, raw(header), emptyMap, raw(payload), raw(signature)]),
  };
}

/** An empty header is stored as no bytes at all. */
function readHeader(bytes: Buffer, at: number): CborValue {
  const value = bytes.length === 0 ? emptyMapAt(0) : decodeCbor(bytes, at);
  if (value.kind === "map") return value;
  throw new DiskError("cose-header", "It is not a map.", at);
}

function emptyMapAt(at: number): CborValue {
  return { kind: "map", start: at, end: at, entries: [] };
}
