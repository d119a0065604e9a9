import type { GoResult } from "../annotations/go-values.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** UTF-8 bytes, since Go's error counts bytes. */
const encoder = new TextEncoder();

const isNewline = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

const digits: ReadonlyMap<number, number> = new Map(
  Array.from(alphabet, (letter, digit) => [letter.charCodeAt(0), digit]),
);
const padding = "=".charCodeAt(0);

/**
 * Go's `base64.StdEncoding.DecodeString`: padded standard base64, line ends anywhere are skipped, left-over bits are
 * not looked at. The error counts UTF-8 bytes.
 */
export function decodeGoBase64(text: string): GoResult<Uint8Array> {
  const bytes = encoder.encode(text);
  const decoded = new Uint8Array(Math.ceil(bytes.length / 4) * 3);
  let length = 0;
  let at = 0;
  const fault = (offset: number) => ({ ok: false, error: `illegal base64 data at input byte ${offset}` }) as const;
  const skipNewlines = (): void => {
    while (isNewline(bytes[at])) at++;
  };
  for (;;) {
    const quantum: number[] = [];
    let padded = false;
    while (quantum.length < 4 && !padded) {
      skipNewlines();
      const byte = bytes[at];
      if (byte === undefined) {
        return quantum.length === 0 ? { ok: true, value: decoded.subarray(0, length) } : fault(at - quantum.length);
      }
      at++;
      const digit = digits.get(byte);
      if (digit !== undefined) {
        quantum.push(digit);
        continue;
      }
      if (byte !== padding || quantum.length < 2) return fault(at - 1);
      if (quantum.length === 2) {
        skipNewlines();
        if (bytes[at] === undefined) return fault(bytes.length);
        if (bytes[at] !== padding) return fault(at - 1);
        at++;
      }
      skipNewlines();
      if (at < bytes.length) return fault(at);
      padded = true;
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = quantum;
    const group = (first << 18) | (second << 12) | (third << 6) | fourth;
    decoded.set([group >> 16, (group >> 8) & 0xff, group & 0xff].slice(0, Math.max(quantum.length - 1, 0)), length);
    length += Math.max(quantum.length - 1, 0);
  }
}
