import { keys } from "./annotation-keys.ts";
import { decodeGoJsonList, type GoRecord, type GoStruct, isRecord, textOf } from "./go-json-decode.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** A registry value set in the guest at boot; members at their zero value are left out, as hcsshim prints them. */
export interface RegistryValue {
  readonly Key: { readonly Hive: string; readonly Name: string; readonly Volatile?: true };
  readonly Name: string;
  readonly Type: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
  readonly DWordValue?: number;
  /** hcsshim's type has only 32 signed bits here too. */
  readonly QWordValue?: number;
  readonly CustomType?: number;
}

const registryValue: GoStruct = {
  type: "hcsschema.RegistryValue",
  fields: {
    Key: {
      type: "hcsschema.RegistryKey",
      fields: { Hive: { named: "hcsschema.RegistryHive" }, Name: "string", Volatile: "bool" },
    },
    Name: "string",
    Type: { named: "hcsschema.RegistryValueType" },
    StringValue: "string",
    BinaryValue: "string",
    DWordValue: "int32",
    QWordValue: "int32",
    CustomType: "int32",
  },
};

const hives: ReadonlySet<string> = new Set(["System", "Software", "Security", "Sam"]);
const types: ReadonlySet<string> = new Set([
  "None",
  "String",
  "ExpandedString",
  "MultiString",
  "Binary",
  "DWord",
  "QWord",
  "CustomType",
]);

/** Where values may be set: text prefixes, so that `CurrentControlSet\ServicesEvil` passes too. */
const permitted: readonly (readonly [hive: string, prefix: string])[] = [
  ["system", "currentcontrolset\\services"],
  ["system", "currentcontrolset\\policies"],
  ["system", "software"],
  ["software", ""],
];

const integer = (value: GoRecord[string] | undefined): number => (typeof value === "number" ? value : 0);

function isPermitted(hive: string, name: string): boolean {
  return permitted.some(([allowed, prefix]) => hive.toLowerCase() === allowed && name.toLowerCase().startsWith(prefix));
}

/** The checks of `parseRegistryValues`, in its order: a value, or the log message with which it is dropped. */
function checkEntry(entry: GoRecord): RegistryValue | string {
  const key = entry["Key"];
  if (!isRecord(key)) return "registry key is required";
  const hive = textOf(key["Hive"]);
  const keyName = textOf(key["Name"]);
  const name = textOf(entry["Name"]);
  const type = textOf(entry["Type"]);
  if (!hives.has(hive)) return "invalid registry key hive";
  if (keyName === "") return "registry key name is required";
  if (name === "") return "registry name is required";
  if (!types.has(type)) return "invalid registry value type";
  const StringValue = textOf(entry["StringValue"]);
  const BinaryValue = textOf(entry["BinaryValue"]);
  const DWordValue = integer(entry["DWordValue"]);
  const QWordValue = integer(entry["QWordValue"]);
  const CustomType = integer(entry["CustomType"]);
  if ([StringValue, BinaryValue, DWordValue, QWordValue].filter(Boolean).length > 1) return "multiple values set";
  if (!isPermitted(hive, keyName)) return "registry value is not permitted to be set";
  return {
    Key: { Hive: hive, Name: keyName, ...(key["Volatile"] === true ? { Volatile: true as const } : {}) },
    Name: name,
    Type: type,
    ...(StringValue ? { StringValue } : {}),
    ...(BinaryValue ? { BinaryValue } : {}),
    ...(DWordValue ? { DWordValue } : {}),
    ...(QWordValue ? { QWordValue } : {}),
    ...(CustomType ? { CustomType } : {}),
  };
}

/** Reads the extra registry values (`parseAdditionalRegistryValues`); what is bad is logged and dropped. */
export function readRegistryValues(reading: SandboxReading): readonly RegistryValue[] {
  const key = keys.additionalRegistryKeys;
  const json = reading.string(key, "");
  if (json === "") return [];
  const list = decodeGoJsonList(json, registryValue);
  if (!list.ok) {
    reading.unparsable(key, list.error);
    return [];
  }
  const values: RegistryValue[] = [];
  for (const [index, entry] of list.value.entries()) {
    const value = checkEntry(entry);
    if (typeof value === "string") reading.warn("rejected", key, `${value} (entry ${index})`);
    else values.push(value);
  }
  return values;
}
