import { oneLine } from "../text.ts";

/** What was signed. */
export type Payload =
  /** A JSON object: its members, nested values as JSON text. */
  | { readonly kind: "json"; readonly members: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly size: number; readonly hex: string };

/** Hashes are shown whole; of longer bytes nobody reads more. */
const maxShownBytes = 64;
const maxTextSize = 256 * 1024;
const maxShownText = 4096;
const maxJsonDepth = 64;

export function bytePayload(bytes: Buffer): Payload {
  return { kind: "bytes", size: bytes.length, hex: bytes.toString("hex", 0, maxShownBytes) };
}

export function readPayload(bytes: Buffer): Payload {
  if (bytes.length > maxTextSize) return bytePayload(bytes);
  const text = bytes.toString("utf8");
  // Bytes that are no UTF-8 do not come back the same.
  if (!Buffer.from(text, "utf8").equals(bytes) || /[^\P{Control}\t\n\r]/u.test(text)) return bytePayload(bytes);
  const members = jsonMembers(text);
  return members === undefined
    ? { kind: "text", text: oneLine(text.slice(0, maxShownText)) }
    : { kind: "json", members };
}

function jsonMembers(text: string): (readonly [string, string])[] | undefined {
  if (nesting(text) > maxJsonDepth) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value).map(([name, member]: [string, unknown]) => [oneLine(name), memberText(member)]);
  } catch {
    return undefined;
  }
}

function memberText(member: unknown): string {
  return oneLine(typeof member === "string" ? member : JSON.stringify(member));
}

/** At least as deep as the JSON is nested: brackets inside strings count too. */
function nesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
