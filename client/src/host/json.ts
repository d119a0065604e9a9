/** A JSON object of foreign origin. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A member by its name in any case, as Go's decoder finds it; the exact name wins. */
export function member(value: unknown, name: string): unknown {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const wanted = name.toLowerCase();
  const found = Object.keys(value).find((key) => key.toLowerCase() === wanted);
  return found === undefined ? undefined : value[found];
}

/** A text member, cut to `limit` characters; undefined when it is absent or no text. */
export function textMember(value: unknown, name: string, limit = 4096): string | undefined {
  const found = member(value, name);
  return typeof found === "string" ? found.slice(0, limit) : undefined;
}

/** An integer member; undefined when it is absent or none. */
export function integerMember(value: unknown, name: string): number | undefined {
  const found = member(value, name);
  return typeof found === "number" && Number.isSafeInteger(found) ? found : undefined;
}

export const isTrue = (value: unknown, name: string): boolean => member(value, name) === true;
