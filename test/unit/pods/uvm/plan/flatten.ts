/** A JSON value's leaves (and what is empty) by path. */
export type Leaves = Readonly<Record<string, unknown>>;

const isNested = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

export function flatten(value: unknown, path = ""): Leaves {
  if (!isNested(value)) return { [path]: value };
  const inner = Object.entries(value).map(([name, member]) => flatten(member, path === "" ? name : `${path}/${name}`));
  return Object.assign({}, ...inner);
}

/** Parses JSON; numbers beyond 2^53 become `#text`, since a double would lose digits. */
export const parseExact = (text: string): unknown =>
  JSON.parse(text.replace(/(?<=[:[,]\s*)-?\d{16,}(?=\s*[,}\]])/g, (number) => `"#${number}"`));
