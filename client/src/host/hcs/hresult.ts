import { type HresultFact, hresultFacts } from "./hresult-table.ts";

/** HRESULTs that decide what the host does. */
export const hresults = {
  ok: 0,
  notImplemented: 0x80004001,
  outOfMemory: 0x8007000e,
  fileNotFound: 0x80070002,
  accessDenied: 0x80070005,
  sharingViolation: 0x80070020,
  elementNotFound: 0x80070490,
  pendingV1: 0x80370103,
  systemNotFound: 0x8037010e,
  alreadyStopped: 0x80370110,
  pending: 0x80370117,
  timeout: 0x80370118,
  hcsAccessDenied: 0x8037011b,
  serviceDisconnect: 0x8037011e,
} as const;

const byCode: ReadonlyMap<number, HresultFact> = new Map(hresultFacts.map((fact) => [fact.code, fact]));

/**
 * One spelling for one error: unsigned 32 bits, and 0xC037nnnn, as the first HCS interface and the guest's compute
 * service write it, as 0x8037nnnn.
 */
export function canonicalHresult(value: number): number {
  const code = value >>> 0;
  return code >>> 16 === 0xc037 ? (code & 0xffff) + 0x8037_0000 : code;
}

/** Whether an HRESULT is a failure (its top bit). */
export const isFailure = (value: number): boolean => value >>> 31 === 1;

/** Whether an HRESULT is one of `codes` of {@link hresults}, in either family. */
export const isHresult = (value: number, ...codes: readonly number[]): boolean =>
  codes.includes(canonicalHresult(value));

/** `0x8037010E`, as Microsoft's documentation writes it. */
export const formatHresult = (value: number): string =>
  `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, "0")}`;

/** What is known of an HRESULT; every Win32 error (0x8007nnnn) is known at least by its number. */
export function decodeHresult(value: number): HresultFact | undefined {
  const code = canonicalHresult(value);
  const known = byCode.get(code);
  if (known !== undefined) return known;
  if (code >>> 16 !== 0x8007) return undefined;
  const number = code & 0xffff;
  return {
    code,
    name: `Win32 error ${number}`,
    meaning: `Windows reports its error ${number}.`,
    advice: `"net helpmsg ${number}" in a command prompt tells what it means.`,
  };
}

/** The HRESULT of a Win32 or Winsock error number (`HRESULT_FROM_WIN32`); 0 stays 0. */
export const hresultOfWin32 = (error: number): number => (error === 0 ? 0 : ((error & 0xffff) | 0x8007_0000) >>> 0);

/** `0x8037010E (HCS_E_SYSTEM_NOT_FOUND)`. */
export function nameHresult(value: number): string {
  const name = decodeHresult(value)?.name;
  return name === undefined ? formatHresult(value) : `${formatHresult(value)} (${name})`;
}
