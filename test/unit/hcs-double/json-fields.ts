// Reading members of JSON that a test got from elsewhere.

/** A member of an object, undefined where there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** A member that must be a string. */
export function textField(value: unknown, name: string): string {
  const member = field(value, name);
  if (typeof member !== "string") throw new Error(`${name} is no string in ${JSON.stringify(value)}`);
  return member;
}
