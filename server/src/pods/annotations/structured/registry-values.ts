import { goBool, goInt32, goPointer, goSlice, goString, goStruct, unmarshal } from "./go-json-decode.ts";
import type { StructuredProblem } from "./problem.ts";

interface RegistryKey {
  Hive: string;
  Name: string;
  Volatile: boolean;
}

interface DecodedValue {
  Key: RegistryKey | undefined;
  Name: string;
  Type: string;
  StringValue: string;
  BinaryValue: string;
  DWordValue: number;
  QWordValue: number;
  CustomType: number;
}

/** A registry value that hcsshim applies, with the names of the HCS schema; like Go it leaves out what is empty or zero. */
export type RegistryValue = {
  readonly Key: { readonly Hive: string; readonly Name: string; readonly Volatile?: true };
  readonly Name: string;
  readonly Type: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
  readonly DWordValue?: number;
  readonly QWordValue?: number;
  readonly CustomType?: number;
};

/** What hcsshim takes from a list of registry values, and what it drops. */
export interface RegistryValues {
  readonly values: readonly RegistryValue[];
  readonly problems: readonly StructuredProblem[];
}

const registryKey = goStruct<RegistryKey>("RegistryKey", "hcsschema.RegistryKey", {
  Hive: goString("hcsschema.RegistryHive"),
  Name: goString(),
  Volatile: goBool,
});

const registryValues = goSlice(
  goStruct<DecodedValue>("RegistryValue", "hcsschema.RegistryValue", {
    Key: goPointer(registryKey),
    Name: goString(),
    Type: goString("hcsschema.RegistryValueType"),
    StringValue: goString(),
    BinaryValue: goString(),
    DWordValue: goInt32,
    QWordValue: goInt32,
    CustomType: goInt32,
  }),
  "[]hcsschema.RegistryValue",
);

/** The hives that hcsshim knows, exactly as they must be written. Nothing below Security and Sam is ever permitted. */
const registryHives: readonly string[] = ["System", "Software", "Security", "Sam"];

/** The value types that hcsshim knows, exactly as they must be written. */
const registryTypes: readonly string[] = [
  "None",
  "String",
  "ExpandedString",
  "MultiString",
  "Binary",
  "DWord",
  "QWord",
  "CustomType",
];

/** Where values may be set: plain prefixes, so `CurrentControlSet\ServicesEvil` passes too. */
const permittedPlaces: readonly { readonly hive: string; readonly prefix: string }[] = [
  { hive: "System", prefix: "CurrentControlSet\\Services" },
  { hive: "System", prefix: "CurrentControlSet\\Policies" },
  { hive: "System", prefix: "Software" },
  { hive: "Software", prefix: "" },
];

/** Why hcsshim drops an item, in its words; its checks in its order. */
function refusal(value: DecodedValue): string | undefined {
  const { Key: key } = value;
  if (key === undefined) return "registry key is required";
  if (!registryHives.includes(key.Hive)) return "invalid registry key hive";
  if (key.Name === "") return "registry key name is required";
  if (value.Name === "") return "registry name is required";
  if (!registryTypes.includes(value.Type)) return "invalid registry value type";
  const given = [value.StringValue !== "", value.BinaryValue !== "", value.DWordValue !== 0, value.QWordValue !== 0];
  if (given.filter(Boolean).length > 1) return "multiple values set";
  const name = key.Name.toLowerCase();
  return permittedPlaces.some(({ hive, prefix }) => hive === key.Hive && name.startsWith(prefix.toLowerCase()))
    ? undefined
    : "registry value is not permitted to be set";
}

function withoutZeros(value: DecodedValue, key: RegistryKey): RegistryValue {
  return {
    Key: { Hive: key.Hive, Name: key.Name, ...(key.Volatile ? { Volatile: true } : {}) },
    Name: value.Name,
    Type: value.Type,
    ...(value.StringValue === "" ? {} : { StringValue: value.StringValue }),
    ...(value.BinaryValue === "" ? {} : { BinaryValue: value.BinaryValue }),
    ...(value.DWordValue === 0 ? {} : { DWordValue: value.DWordValue }),
    ...(value.QWordValue === 0 ? {} : { QWordValue: value.QWordValue }),
    ...(value.CustomType === 0 ? {} : { CustomType: value.CustomType }),
  };
}

/**
 * hcsshim's `parseRegistryValues` (internal/oci/annotations.go), for `wcow.additional-reg-keys` and the container test key.
 * A text that does not decode is dropped as a whole: one number outside of int32 is enough, QWordValue included.
 */
export function parseRegistryValues(text: string): RegistryValues {
  if (text === "") return { values: [], problems: [] };
  const decoded = unmarshal(text, registryValues);
  const ignored = decoded.unknownMembers.map(
    ({ name, start, end }): StructuredProblem => ({ drops: "member", message: name, start, end }),
  );
  if (!decoded.ok) {
    const { error, start, end } = decoded;
    return { values: [], problems: [{ drops: "value", message: error, start, end }, ...ignored] };
  }
  const values: RegistryValue[] = [];
  const problems: StructuredProblem[] = [];
  for (const { value, start, end } of decoded.value) {
    const message = refusal(value);
    if (message !== undefined) problems.push({ drops: "item", message, start, end });
    else if (value.Key !== undefined) values.push(withoutZeros(value, value.Key));
  }
  return { values, problems: [...problems, ...ignored] };
}
