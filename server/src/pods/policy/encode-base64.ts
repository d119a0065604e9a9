import type { GoResult } from "../annotations/go-values.ts";

/** As many bytes as become one string at a time: all of a large policy would overflow the call's stack. */
const chunk = 0x8000;

/**
 * A text's UTF-8 bytes in standard base64 with padding, on one line (RFC 4648 section 4), as hcsshim decodes it.
 * Fails where the text has half of a surrogate pair, which UTF-8 cannot write.
 */
export function encodeBase64(text: string): GoResult<string> {
  const lone = /\p{Surrogate}/u.exec(text);
  if (lone !== null) {
    return { ok: false, error: `half of a surrogate pair at offset ${lone.index} cannot be written as UTF-8` };
  }
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return { ok: true, value: btoa(binary) };
}
