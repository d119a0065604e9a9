import { createHash } from "node:crypto";

/** Longest name: on Windows in UTF-16 units, on Linux in bytes of UTF-8. */
const longestName = 255;

/** Names of devices, which Windows takes for the device whatever follows a dot. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(\..*)?$/i;

/**
 * A name from an image as one that can be made on Windows and elsewhere: without separators, characters that Windows
 * refuses, blanks and dots at the end, names of devices, lone surrogates and what could not be read back on a terminal.
 */
export function safeName(name: string): string {
  const clean = name
    .replace(/[<>:"/\\|?*\p{Control}\p{Surrogate}\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/gu, "_")
    .replace(/[. ]+$/, (end) => "_".repeat(end.length));
  const named = devices.test(clean.replace(/ +(?=\.|$)/g, "")) ? `_${clean}` : clean;
  return shorten(named === "" ? "_" : named);
}

/** Cut names keep their extension and get a part of their hash: two long names with one beginning stay two. */
function shorten(name: string): string {
  if (fits(name)) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : "";
  const mark = `~${createHash("sha256").update(name).digest("hex").slice(0, 8)}${extension}`;
  let kept = "";
  for (const character of name) {
    const longer = kept + character;
    if (!fits(longer + mark)) break;
    kept = longer;
  }
  return kept + mark;
}

/** Counted for both systems alike: the folder may be copied from one to the other. */
function fits(name: string): boolean {
  return name.length <= longestName && Buffer.byteLength(name) <= longestName;
}

/** The names of one directory: hands out each once, also where case and composed characters do not count. */
export class NameBook {
  readonly #taken = new Set<string>();
  /** The next number to try for names that came more than once. */
  readonly #numbers = new Map<string, number>();

  /** A safe form of the name that nothing else in this directory has: with a number before its extension where needed. */
  take(name: string): string {
    const safe = safeName(name);
    const key = nameKey(safe);
    if (!this.#taken.has(key)) {
      this.#taken.add(key);
      return safe;
    }
    const dot = safe.lastIndexOf(".");
    const [stem, extension] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ""];
    for (let number = this.#numbers.get(key) ?? 2; ; number++) {
      const candidate = shorten(`${stem} (${number})${extension}`);
      if (this.#taken.has(nameKey(candidate))) continue;
      this.#taken.add(nameKey(candidate));
      this.#numbers.set(key, number + 1);
      return candidate;
    }
  }
}

function nameKey(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
