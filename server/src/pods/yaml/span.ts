/**
 * A half-open range of UTF-16 code units, `[start, end)`.
 * Offsets count from the beginning of the manifest document (the text between two `---` lines), not of the file,
 * so that an unchanged document keeps its spans when text above it changes.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}
