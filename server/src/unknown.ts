/** Readers of values that somebody else wrote: nothing is assumed of their type, nothing throws. */

/** An own property of an object; undefined for everything else. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** Own enumerable entries of an object; empty for everything else. */
export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** The value, where it is one of the choices. */
export const oneOf = <const T extends string>(choices: readonly T[], value: unknown): T | undefined =>
  choices.find((choice) => choice === value);

/** The value, where it is a whole number from `least` to `most`. */
export const wholeNumber = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
