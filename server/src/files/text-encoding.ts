/** How a file's text is written as bytes. */
export type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be";

/** A file's text without its byte order mark, and how to write it back. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Whether `encode` gives the same bytes again; false where some were no text and became U+FFFD. */
  readonly isLossless: boolean;
}

/** Decodes by the byte order mark; without one it is UTF-8. Any bytes give a text. */
export function decode(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(buffer);
  const text = decodeAs(encoding, buffer);
  // U+FFFD is the only sign that bytes were lost; a file that has one of its own is compared in full.
  const isLossless = text.includes("\ufffd") || isUtf16(encoding) ? encode(text, encoding).equals(buffer) : true;
  return { text, encoding, isLossless };
}

/** The text alone, where nothing is written back. */
export const textOf = (bytes: Buffer): string => decodeAs(encodingOf(bytes), bytes);

/** The bytes of a text, with the byte order mark that the encoding has. */
export function encode(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\uFEFF${text}`, "utf8");
    case "utf-16le":
      return Buffer.from(`\uFEFF${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
  }
}

function encodingOf(buffer: Buffer): Encoding {
  const [first, second, third] = buffer;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8-bom";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

function decodeAs(encoding: Encoding, buffer: Buffer): string {
  switch (encoding) {
    case "utf-8":
      return buffer.toString("utf8");
    case "utf-8-bom":
      return buffer.toString("utf8", 3);
    case "utf-16le":
      return buffer.toString("utf16le", 2);
    case "utf-16be": {
      // A copy, of whole code units: swapping happens in place.
      const units = Buffer.from(buffer.subarray(2, buffer.length - (buffer.length % 2)));
      return units.swap16().toString("utf16le");
    }
  }
}

const isUtf16 = (encoding: Encoding): boolean => encoding === "utf-16le" || encoding === "utf-16be";
