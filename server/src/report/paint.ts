/** How words are emphasised on a terminal. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** SGR escape sequences (ECMA-48). */
const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\x1b[${on}m${text}\x1b[${off}m`;

const same = (text: string): string => text;

export const paints: { readonly plain: Paint; readonly colored: Paint } = {
  plain: { bold: same, dim: same, red: same, yellow: same, blue: same },
  colored: { bold: sgr(1, 22), dim: sgr(2, 22), red: sgr(31, 39), yellow: sgr(33, 39), blue: sgr(34, 39) },
};
