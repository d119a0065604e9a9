/** Something about an image that is wrong, was repaired or cannot be read; everything else stays readable. */
export interface Problem {
  /** Stable kebab-case code, e.g. `gpt-primary-damaged`. */
  readonly code: string;
  /** One sentence: what is wrong and what that means for the reader. */
  readonly message: string;
  /** Where, in bytes: of the image file for what `image/` reports, of the virtual disk for volumes and file systems. */
  readonly offset: number;
}

/** The only error that code in `disks/` throws on purpose: these bytes cannot be read, for this reason. */
export class DiskError extends Error implements Problem {
  readonly code: string;
  readonly offset: number;

  constructor(code: string, message: string, offset: number) {
    super(message);
    this.name = "DiskError";
    this.code = code;
    this.offset = offset;
  }
}

/** A hostile image can be wrong in millions of places; a person reads the first few. */
const maxProblems = 500;

/** Collects problems, each place and code once, and stops at a number that memory and people can bear. */
export class ProblemLog {
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<string>();

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  add(code: string, message: string, offset: number): void {
    if (this.#problems.length > maxProblems) return;
    const key = `${code}@${offset}@${message}`;
    if (this.#seen.has(key)) return;
    if (this.#problems.length === maxProblems) {
      this.#problems.push({
        code: "more-problems",
        message: `More than ${maxProblems} problems; the rest is left out.`,
        offset,
      });
      return;
    }
    this.#seen.add(key);
    this.#problems.push({ code, message, offset });
  }

  /** Takes a {@link DiskError} over as a problem, with what it was about in front; other errors are not ours and go on. */
  take(error: unknown, about?: string): void {
    if (!(error instanceof DiskError)) throw error;
    this.add(error.code, about === undefined ? error.message : `${about}: ${error.message}`, error.offset);
  }

  /** Runs `read`; on a {@link DiskError} notes it and gives `undefined`. */
  attempt<T>(read: () => T, about?: string): T | undefined {
    try {
      return read();
    } catch (error) {
      this.take(error, about);
      return undefined;
    }
  }
}
