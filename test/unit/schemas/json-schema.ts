/** A JSON Schema, or a value that is to be one; only what {@link faults} knows may stand in it. */
type Schema = boolean | { readonly [keyword: string]: unknown };

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function asSchema(value: unknown): Schema {
  if (typeof value === "boolean" || isObject(value)) return value;
  throw new Error(`no schema: ${JSON.stringify(value)}`);
}

const asList = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`no list: ${JSON.stringify(value)}`);
};

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  isObject(value) ? Object.entries(value) : [];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function hasType(value: unknown, type: unknown): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const annotations: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$comment",
  "$defs",
  "definitions",
  "title",
  "description",
  "deprecationMessage",
]);

/**
 * Where and why a value does not satisfy a schema, one line each. Knows the keywords that this project's schemas use and
 * throws on any other, so that no keyword can stand there without being checked.
 */
export function faults(root: unknown, value: unknown): readonly string[] {
  const isValid = (schema: unknown, part: unknown): boolean => check(schema, part, "").length === 0;

  function resolve(reference: unknown): unknown {
    const names = String(reference).replace(/^#\//, "").split("/");
    return names.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), root);
  }

  function checkMembers(schema: { readonly [keyword: string]: unknown }, part: unknown, at: string): string[] {
    if (!isObject(part)) return [];
    const properties = new Map(entries(schema["properties"]));
    const patterns = entries(schema["patternProperties"]);
    return entries(part).flatMap(([name, member]) => {
      const matching = patterns.filter(([pattern]) => new RegExp(pattern, "u").test(name)).map(([, inner]) => inner);
      const declared = properties.get(name);
      const inner = declared === undefined ? matching : [declared, ...matching];
      const chosen = inner.length > 0 ? inner : [schema["additionalProperties"] ?? true];
      return chosen.flatMap((one) => check(one, member, `${at}/${name}`));
    });
  }

  function checkKeyword(keyword: string, argument: unknown, part: unknown, at: string): string[] {
    const fail = (isFine: boolean): string[] => (isFine ? [] : [`${at}: ${keyword} ${JSON.stringify(argument)}`]);
    switch (keyword) {
      case "type":
        return fail(hasType(part, argument));
      case "enum":
        return fail(asList(argument).some((one) => same(one, part)));
      case "const":
        return fail(same(argument, part));
      case "pattern":
        return fail(typeof part !== "string" || new RegExp(String(argument), "u").test(part));
      case "minItems":
        return fail(!Array.isArray(part) || part.length >= Number(argument));
      case "uniqueItems":
        return fail(!Array.isArray(part) || new Set(part.map((one) => JSON.stringify(one))).size === part.length);
      case "required":
        return fail(!isObject(part) || asList(argument).every((name) => String(name) in part));
      case "items":
        return Array.isArray(part) ? part.flatMap((one, index) => check(argument, one, `${at}/${index}`)) : [];
      case "propertyNames":
        return entries(part).flatMap(([name]) => check(argument, name, `${at}/${name}`));
      case "allOf":
        return asList(argument).flatMap((one) => check(one, part, at));
      case "anyOf":
        return fail(asList(argument).some((one) => isValid(one, part)));
      case "not":
        return fail(!isValid(argument, part));
      case "$ref":
        return check(resolve(argument), part, at);
      default:
        throw new Error(`this checker does not know the keyword ${keyword}`);
    }
  }

  function check(written: unknown, part: unknown, at: string): string[] {
    const schema = asSchema(written);
    if (typeof schema === "boolean") return schema ? [] : [`${at}: nothing may stand here`];
    const members = new Set(["properties", "patternProperties", "additionalProperties", "if", "then"]);
    const plain = Object.entries(schema).filter(([keyword]) => !members.has(keyword) && !annotations.has(keyword));
    const then = schema["then"] !== undefined && isValid(schema["if"], part) ? check(schema["then"], part, at) : [];
    return [
      ...plain.flatMap(([keyword, argument]) => checkKeyword(keyword, argument, part, at)),
      ...checkMembers(schema, part, at),
      ...then,
    ];
  }

  return check(root, value, "");
}
