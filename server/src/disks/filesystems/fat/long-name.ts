const lastFlag = 0x40;
/** 20 entries of 13 characters: 255 and a terminator. */
const maxParts = 20;

/** Puts the entries of a long name together; they stand in front of their 8.3 entry, last part first. */
export class LongNameParts {
  readonly #parts: string[] = [];
  /** The order number that has to come next; 0: all parts are there. */
  #expected = -1;
  #checksum = 0;

  /** Whether parts were seen since the last name. */
  get pending(): boolean {
    return this.#parts.length > 0;
  }

  clear(): void {
    this.#parts.length = 0;
    this.#expected = -1;
  }

  /** Takes the long name entry at `at`. False: it does not continue what came before, whose parts are dropped. */
  add(bytes: Buffer, at: number): boolean {
    const order = bytes.readUInt8(at);
    const checksum = bytes.readUInt8(at + 13);
    const number = order & 0x3f;
    let continues = true;
    if ((order & lastFlag) !== 0) {
      continues = !this.pending;
      this.clear();
      if (number === 0 || number > maxParts) return false;
      this.#checksum = checksum;
    } else if (number !== this.#expected || checksum !== this.#checksum) {
      this.clear();
      return false;
    }
    this.#parts.push(partText(bytes, at));
    this.#expected = number - 1;
    return continues;
  }

  /** The name for an 8.3 entry with this checksum, `undefined` where the parts are not its own; starts over. */
  take(shortChecksum: number): string | undefined {
    const isWhole = this.pending && this.#expected === 0 && this.#checksum === shortChecksum;
    const name = isWhole ? joinParts(this.#parts) : undefined;
    this.clear();
    return name;
  }
}

/** The same for a deleted name, whose order numbers are overwritten: parts with one checksum belong together. */
export class DeletedLongNameParts {
  readonly #parts: string[] = [];
  #checksum = 0;

  clear(): void {
    this.#parts.length = 0;
  }

  add(bytes: Buffer, at: number): void {
    const checksum = bytes.readUInt8(at + 13);
    if (checksum !== this.#checksum || this.#parts.length >= maxParts) this.clear();
    this.#checksum = checksum;
    this.#parts.push(partText(bytes, at));
  }

  /** The name in front of a deleted 8.3 entry, whose own checksum cannot be known; starts over. */
  take(): string | undefined {
    const name = joinParts(this.#parts);
    this.clear();
    return name;
  }
}

function joinParts(parts: readonly string[]): string | undefined {
  const text = [...parts].reverse().join("");
  const end = text.indexOf("\0");
  const name = end < 0 ? text : text.slice(0, end);
  return name === "" || !isPossible(name) ? undefined : name;
}

/** What fills the last part behind the name's end, and control characters, are in no name. */
function isPossible(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const unit = name.charCodeAt(index);
    if (unit < 0x20 || unit === 0xffff) return false;
  }
  return true;
}

function partText(bytes: Buffer, at: number): string {
  return (
    bytes.toString("utf16le", at + 1, at + 11) +
    bytes.toString("utf16le", at + 14, at + 26) +
    bytes.toString("utf16le", at + 28, at + 32)
  );
}
