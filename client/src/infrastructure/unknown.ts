/** An own property of what may be an object of foreign origin; undefined where there is none. */
export const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** A text property; "" where it is absent or no text. */
export function textProperty(value: unknown, name: string): string {
  const text = property(value, name);
  return typeof text === "string" ? text : "";
}

/** The items of what may be a list of foreign origin; none where it is something else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Parses a text of foreign origin; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
