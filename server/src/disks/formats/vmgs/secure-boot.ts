import type { NvramVariable } from "./nvram.ts";
import { readSignatureLists, type SignatureDatabase } from "./signature-list.ts";
import { globalVendor, securityDatabaseVendor } from "./vendors.ts";

/** What the stored variables say about Secure Boot. */
export interface SecureBootState {
  /** From `SecureBoot`; `unknown` where it is not stored or is neither 0 nor 1. */
  readonly state: "on" | "off" | "unknown";
  /** No platform key is enrolled: the databases can be changed by anyone. */
  readonly setupMode: boolean;
  readonly databases: readonly KeyDatabase[];
}

export interface KeyDatabase {
  readonly name: string;
  readonly size: number;
  /** `undefined`: the variable does not hold signature lists. */
  readonly content: SignatureDatabase | undefined;
}

const databases = [
  ["PK", globalVendor],
  ["KEK", globalVendor],
  ["db", securityDatabaseVendor],
  ["dbx", securityDatabaseVendor],
] as const;

export function secureBootState(variables: readonly NvramVariable[]): SecureBootState {
  const find = (name: string, vendor: string): NvramVariable | undefined =>
    variables.find((variable) => variable.name === name && variable.vendor === vendor);
  const flag = find("SecureBoot", globalVendor)?.data;
  const state = flag?.length === 1 && flag[0] === 1 ? "on" : flag?.length === 1 && flag[0] === 0 ? "off" : "unknown";
  const found = databases.flatMap(([name, vendor]) => {
    const data = find(name, vendor)?.data;
    return data === undefined ? [] : [{ name, size: data.length, content: readSignatureLists(data) }];
  });
  return { state, setupMode: !found.some(({ name }) => name === "PK"), databases: found };
}
