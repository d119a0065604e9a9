/** Texts that a person reads and `diff` compares: same bytes, same text, on every machine. */

const maxHexBytes = 64;

/** `0x` and at least `width` upper-case hex digits. */
export function hex(value: number | bigint, width = 1): string {
  return `0x${value.toString(16).toUpperCase().padStart(width, "0")}`;
}

/** Bytes as lower-case hex, cut after 64 of them with the true count behind. */
export function hexBytes(bytes: Buffer): string {
  if (bytes.length === 0) return "(none)";
  const shown = bytes.toString("hex", 0, maxHexBytes);
  return bytes.length <= maxHexBytes ? shown : `${shown}… (${bytes.length} bytes)`;
}

/** Foreign text on one line: control characters, which could forge lines or terminal commands, become `\u` escapes. */
export function oneLine(text: string): string {
  return text.replace(
    // Also bidirectional overrides and lone surrogates: both change how the rest of a line looks.
    /[\p{Control}\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Lines of `label  value` with the values in one column, indented by two blanks. */
export function labeled(rows: readonly (readonly [label: string, value: string])[]): string[] {
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`.trimEnd());
}

/** Rows with each column as wide as its widest cell, indented by two blanks. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd());
}

/** A count with its noun, in the plural where English wants it. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
