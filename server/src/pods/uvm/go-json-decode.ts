import { parseGoJson } from "./go-json-parse.ts";
import type { GoJson } from "./go-json-tree.ts";

type GoScalar = "string" | "bool" | "int32" | { readonly named: string };

/** The type of a Go struct field: a scalar (with its type's name where that differs), a struct, or a slice of structs. */
export type GoField = GoScalar | GoStruct | { readonly listOf: GoStruct };

/** A Go struct type as a JSON target. */
export interface GoStruct {
  /** Name in error texts, e.g. `hcsschema.RegistryValue`. */
  readonly type: string;
  readonly fields: { readonly [name: string]: GoField };
}

/** A decoded struct; fields that the JSON does not set are absent. */
export interface GoRecord {
  [name: string]: string | number | boolean | GoRecord | readonly GoRecord[];
}

export type GoDecoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** Where a type error happened, as Go names it. */
interface Place {
  readonly struct: string;
  readonly path: readonly string[];
}

const maxInt32 = 0x7fff_ffffn;

/** Collects the first type error of a decoding: Go decodes on, but reports the first. */
class Decoder {
  error: string | undefined;

  #fail(found: string, type: string, place: Place | undefined): undefined {
    const target =
      place === undefined
        ? `value of type ${type}`
        : `struct field ${place.struct}.${place.path.join(".")} of type ${type}`;
    this.error ??= `json: cannot unmarshal ${found} into Go ${target}`;
    return undefined;
  }

  #int32(text: string, place: Place): number | undefined {
    const value = /^-?[0-9]+$/.test(text) && text.length < 20 ? BigInt(text) : undefined;
    if (value === undefined || value > maxInt32 || value < -maxInt32 - 1n) {
      return this.#fail(`number ${text}`, "int32", place);
    }
    return Number(value);
  }

  #scalar(json: GoJson, field: GoScalar, place: Place): string | number | boolean | undefined {
    const type = typeof field === "string" ? field : field.named;
    const wanted = typeof field === "string" ? field : "string";
    if (json.kind === "string" && wanted === "string") return json.value;
    if (json.kind === "bool" && wanted === "bool") return json.value;
    if (json.kind === "number" && wanted === "int32") return this.#int32(json.text, place);
    return this.#fail(json.kind, type, place);
  }

  struct(json: GoJson, target: GoStruct, record: GoRecord, place: Place | undefined): GoRecord {
    if (json.kind === "null") return record;
    if (json.kind !== "object") {
      this.#fail(json.kind, target.type, place);
      return record;
    }
    const struct = target.type.replace(/^.*\./, "");
    for (const [written, value] of json.members) {
      const name = matchField(written, target.fields);
      const field = name === undefined ? undefined : target.fields[name];
      if (name === undefined || field === undefined) continue;
      this.#member(value, field, record, name, { struct, path: [...(place?.path ?? []), name] });
    }
    return record;
  }

  #member(json: GoJson, field: GoField, record: GoRecord, name: string, place: Place): void {
    if (json.kind === "null") {
      // null unsets a pointer or slice and leaves a scalar alone.
      if (typeof field === "object" && !("named" in field)) delete record[name];
      return;
    }
    if (typeof field === "object" && "fields" in field) {
      const earlier = record[name];
      // A repeated member is merged into the earlier one.
      record[name] = this.struct(json, field, isRecord(earlier) ? earlier : {}, place);
      return;
    }
    const value =
      typeof field === "object" && "listOf" in field
        ? this.list(json, field.listOf, place)
        : this.#scalar(json, field, place);
    if (value !== undefined) record[name] = value;
  }

  list(json: GoJson, item: GoStruct, place: Place | undefined): readonly GoRecord[] {
    if (json.kind === "null") return [];
    if (json.kind === "array") return json.items.map((element) => this.struct(element, item, {}, place));
    this.#fail(json.kind, `[]${item.type}`, place);
    return [];
  }
}

/** Whether a decoded member is a struct. */
export function isRecord(value: GoRecord[string] | undefined): value is GoRecord {
  return typeof value === "object" && !Array.isArray(value);
}

/** Go prefers the exact name, then folds case; two non-ASCII letters fold to ASCII ones. */
function matchField(written: string, fields: GoStruct["fields"]): string | undefined {
  if (Object.hasOwn(fields, written)) return written;
  const folded = foldName(written);
  return Object.keys(fields).find((name) => foldName(name) === folded);
}

function foldName(name: string): string {
  return name.replaceAll("\u017f", "s").replaceAll("\u212a", "k").toLowerCase();
}

/** A decoded string member; "", Go's zero value, where it is not set. */
export function textOf(value: GoRecord[string] | undefined): string {
  return typeof value === "string" ? value : "";
}

/** `json.Unmarshal` of a text into a struct. */
export function decodeGoJson(text: string, target: GoStruct): GoDecoded<GoRecord> {
  const parsed = parseGoJson(text);
  if (!parsed.ok) return parsed;
  const decoder = new Decoder();
  const value = decoder.struct(parsed.value, target, {}, undefined);
  return decoder.error === undefined ? { ok: true, value } : { ok: false, error: decoder.error };
}

/** `json.Unmarshal` of a text into a slice of structs; null is an empty one. */
export function decodeGoJsonList(text: string, target: GoStruct): GoDecoded<readonly GoRecord[]> {
  const parsed = parseGoJson(text);
  if (!parsed.ok) return parsed;
  const decoder = new Decoder();
  const value = decoder.list(parsed.value, target, undefined);
  return decoder.error === undefined ? { ok: true, value } : { ok: false, error: decoder.error };
}
