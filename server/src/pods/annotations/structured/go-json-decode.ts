import { parseInt32 } from "../go-values.ts";
import { type JsonNode, parseGoJson } from "./go-json.ts";

/** A range of the text, `[start, end)` in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A member that Go ignores because the target type has no field of that name. */
export interface UnknownMember extends TextRange {
  readonly name: string;
}

/** What `json.Unmarshal` makes of a text. After an error hcsshim drops the whole value. */
export type Unmarshalled<T> = { readonly unknownMembers: readonly UnknownMember[] } & (
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false; readonly error: string } & TextRange)
);

/** The first type mismatch and the ignored members; decoding goes on after both, as in Go. */
interface Context {
  readonly unknownMembers: UnknownMember[];
  mismatch: ({ readonly error: string } & TextRange) | undefined;
  /** The struct and the field path that Go names in a mismatch. */
  readonly structs: string[];
  readonly fields: string[];
}

/** Reads a JSON value into a Go type. `previous` is what an earlier member of the same name left behind. */
export interface Decoder<T> {
  readonly zero: () => T;
  readonly read: (node: JsonNode, previous: T, context: Context) => T;
}

function mismatch(context: Context, node: JsonNode, found: string, type: string): void {
  const struct = context.structs.at(-1);
  const target = struct === undefined ? "value" : `struct field ${struct}.${context.fields.join(".")}`;
  const error = `json: cannot unmarshal ${found} into Go ${target} of type ${type}`;
  context.mismatch ??= { error, start: node.start, end: node.end };
}

/** Go's `string`, or a named string type such as `hcsschema.RegistryHive`. */
export const goString = (type = "string"): Decoder<string> => ({
  zero: () => "",
  read(node, previous, context) {
    if (node.kind === "string") return node.value;
    if (node.kind !== "null") mismatch(context, node, node.kind, type);
    return previous;
  },
});

/** Go's `bool`. */
export const goBool: Decoder<boolean> = {
  zero: () => false,
  read(node, previous, context) {
    if (node.kind === "bool") return node.value;
    if (node.kind !== "null") mismatch(context, node, node.kind, "bool");
    return previous;
  },
};

/** Go's `int32`: a fraction, an exponent or an overflow is a mismatch like any other type. */
export const goInt32: Decoder<number> = {
  zero: () => 0,
  read(node, previous, context) {
    if (node.kind === "null") return previous;
    if (node.kind !== "number") {
      mismatch(context, node, node.kind, "int32");
      return previous;
    }
    const parsed = parseInt32(node.text);
    if (parsed.ok) return parsed.value;
    mismatch(context, node, `number ${node.text}`, "int32");
    return previous;
  },
};

/** A pointer: null clears it, anything else is read into what it points at. */
export const goPointer = <T>(to: Decoder<T>): Decoder<T | undefined> => ({
  zero: () => undefined,
  read: (node, previous, context) => (node.kind === "null" ? undefined : to.read(node, previous ?? to.zero(), context)),
});

/** An element of a slice, with its place in the text. */
export interface Placed<T> extends TextRange {
  readonly value: T;
}

/** A slice of `type`, e.g. `[]hcsschema.RegistryValue`. */
export const goSlice = <T>(of: Decoder<T>, type: string): Decoder<readonly Placed<T>[]> => ({
  zero: () => [],
  read(node, previous, context) {
    if (node.kind === "null") return [];
    if (node.kind === "array") {
      return node.items.map((item) => ({
        value: of.read(item, of.zero(), context),
        start: item.start,
        end: item.end,
      }));
    }
    mismatch(context, node, node.kind, type);
    return previous;
  },
});

/** Go compares member names without regard to case, long s and Kelvin sign included. */
const foldName = (name: string): string => name.toLowerCase().replaceAll("ſ", "s");

function readField<T, K extends keyof T>(target: T, key: K, field: Decoder<T[K]>, node: JsonNode, context: Context) {
  target[key] = field.read(node, target[key], context);
}

function zeroField<T, K extends keyof T>(target: Partial<T>, key: K, field: Decoder<T[K]>): void {
  target[key] = field.zero();
}

/** A struct with its fields by JSON name. `name` is the bare name, `type` the one with its package. */
export function goStruct<T extends object>(
  name: string,
  type: string,
  fields: { readonly [K in keyof T]-?: Decoder<T[K]> },
): Decoder<T> {
  const zero = (): T => {
    const value: Partial<T> = {};
    for (const key in fields) zeroField(value, key, fields[key]);
    // Every field has just been given its zero value.
    return value as T;
  };
  const read: Decoder<T>["read"] = (node, previous, context) => {
    if (node.kind === "null") return previous;
    if (node.kind !== "object") {
      mismatch(context, node, node.kind, type);
      return previous;
    }
    const value = { ...previous };
    for (const member of node.members) {
      let isKnown = false;
      for (const key in fields) {
        if (foldName(key) !== foldName(member.name)) continue;
        isKnown = true;
        context.structs.push(name);
        context.fields.push(key);
        readField(value, key, fields[key], member.value, context);
        context.structs.pop();
        context.fields.pop();
      }
      if (!isKnown) {
        context.unknownMembers.push({ name: member.name, start: member.nameStart, end: member.nameEnd });
      }
    }
    return value;
  };
  return { zero, read };
}

/** Go's `json.Unmarshal`: a syntax error or the first type mismatch fails the whole text; unknown members are ignored. */
export function unmarshal<T>(text: string, decoder: Decoder<T>): Unmarshalled<T> {
  const parsed = parseGoJson(text);
  if (!parsed.ok) {
    const end = Math.min(parsed.at + 1, text.length);
    return { ok: false, error: parsed.error, start: Math.min(parsed.at, end), end, unknownMembers: [] };
  }
  const context: Context = { unknownMembers: [], mismatch: undefined, structs: [], fields: [] };
  const value = decoder.read(parsed.node, decoder.zero(), context);
  const { unknownMembers } = context;
  return context.mismatch === undefined
    ? { ok: true, value, unknownMembers }
    : { ok: false, ...context.mismatch, unknownMembers };
}
