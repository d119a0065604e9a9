import type { ByteSource } from "../../byte-source.ts";

const tableSize = 0x20000;

/** How a volume compares names: by its own `$UpCase` table, a UTF-16 unit for each; else as JavaScript does. */
export function upCaser(table: ByteSource | undefined): (name: string) => string {
  if (table === undefined || table.size < tableSize) return (name) => name.toUpperCase();
  const bytes = table.read(0, tableSize);
  return (name) => {
    const codes = Array.from({ length: name.length }, (_, index) => bytes.readUInt16LE(name.charCodeAt(index) * 2));
    return String.fromCharCode(...codes);
  };
}
