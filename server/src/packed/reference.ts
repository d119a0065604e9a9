import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";

/** What `dist/reference.br` holds: a line of JSON each, in this order. */
const lines = { rules: 0, annotations: 1 } as const;

/**
 * A part of the reference as the package has it, beside the bundle: data, which a bundle would hold as code. Read anew each
 * time; whoever needs it often keeps it.
 */
export function readReference(part: keyof typeof lines): unknown {
  const text = brotliDecompressSync(readFileSync(path.join(__dirname, "reference.br"))).toString();
  return JSON.parse(text.split("\n")[lines[part]] ?? "");
}
