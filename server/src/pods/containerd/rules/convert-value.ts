import type { OptionType } from "../runtime-option.ts";
import { tomlKey, tomlText } from "../toml-edits.ts";

/** Values of enumerations by the names that `runhcs.proto` gives them. */
const enumValues: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  [
    "SandboxIsolation",
    new Map([
      ["process", 0],
      ["hypervisor", 1],
    ]),
  ],
  [
    "DebugType",
    new Map([
      ["npipe", 0],
      ["file", 1],
      ["etw", 2],
    ]),
  ],
]);

/** What a value of another type was probably meant to be, as TOML; undefined where that is not plain. */
export function convertValue(option: string, value: unknown, type: OptionType): string | undefined {
  switch (type) {
    case "boolean":
      return /^(?:true|false)$/i.test(String(value)) ? String(value).toLowerCase() : undefined;
    case "number":
      return numberOf(option, value);
    case "text":
      return isScalar(value) ? tomlText(String(value)) : undefined;
    case "texts":
      return textsOf(value);
  }
}

function numberOf(option: string, value: unknown): string | undefined {
  const values = enumValues.get(option);
  if (typeof value === "boolean") return values === undefined ? undefined : String(Number(value));
  if (typeof value !== "string") return undefined;
  const named = values?.get(value.toLowerCase());
  if (named !== undefined) return String(named);
  return /^-?\d{1,9}$/.test(value) ? String(Number(value)) : undefined;
}

function textsOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const members = Object.entries(value);
  if (!members.every(([, member]) => isScalar(member))) return undefined;
  return `{ ${members.map(([name, member]) => `${tomlKey(name)} = ${tomlText(String(member))}`).join(", ")} }`;
}

const isScalar = (value: unknown): value is string | number | bigint | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
