import type { ByteSource } from "../../byte-source.ts";

const tableSize = 0x20000;

/** How a volume compares names: by its own `$UpCase` table, a UTF-16 unit for each; else as JavaScript does. */
export function upCaser(table: ByteSource | undefined): (name: string) => string {
  if (table === undefined || table.size < tableSize) return (name) => name.toUpperCase();
  const bytes = table.read(0, tableSize);
  // A damaged table would take one name for another.
  if (!mapsLatin(bytes)) return (name) => name.toUpperCase();
  return (name) => {
    const codes = Array.from({ length: name.length }, (_, index) => bytes.readUInt16LE(name.charCodeAt(index) * 2));
    return String.fromCharCode(...codes);
  };
}

function mapsLatin(table: Buffer): boolean {
  for (let code = 0x20; code < 0x7f; code++) {
    if (table.readUInt16LE(code * 2) !== String.fromCharCode(code).toUpperCase().charCodeAt(0)) return false;
  }
  return true;
}
