import { parseGuid } from "../annotations/go-values.ts";
import { keys } from "./annotation-keys.ts";
import { decodeGoJson, type GoStruct, textOf } from "./go-json-decode.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** One entry of the VM's hv-socket service table; security descriptors are SDDL, members at their zero value are left out. */
export interface HvSocketServiceConfig {
  readonly BindSecurityDescriptor?: string;
  readonly ConnectSecurityDescriptor?: string;
  readonly AllowWildcardBinds?: true;
  readonly Disabled?: true;
}

const serviceConfig: GoStruct = {
  type: "hcsschema.HvSocketServiceConfig",
  fields: {
    BindSecurityDescriptor: "string",
    ConnectSecurityDescriptor: "string",
    AllowWildcardBinds: "bool",
    Disabled: "bool",
  },
};

function parseService(text: string): { ok: true; value: HvSocketServiceConfig } | { ok: false; error: string } {
  const decoded = decodeGoJson(text, serviceConfig);
  if (!decoded.ok) return decoded;
  const BindSecurityDescriptor = textOf(decoded.value["BindSecurityDescriptor"]);
  const ConnectSecurityDescriptor = textOf(decoded.value["ConnectSecurityDescriptor"]);
  const value: HvSocketServiceConfig = {
    ...(BindSecurityDescriptor ? { BindSecurityDescriptor } : {}),
    ...(ConnectSecurityDescriptor ? { ConnectSecurityDescriptor } : {}),
    ...(decoded.value["AllowWildcardBinds"] ? { AllowWildcardBinds: true } : {}),
    ...(decoded.value["Disabled"] ? { Disabled: true } : {}),
  };
  return { ok: true, value };
}

/**
 * Reads all keys of the service table family (`ParseHVSocketServiceTable`); bad ones are logged and dropped. hcsshim
 * walks a Go map, so among keys that differ only in letter case a random one wins: here the last one written.
 */
export function readHvSocketServices(reading: SandboxReading): { readonly [serviceId: string]: HvSocketServiceConfig } {
  const services = new Map<string, { key: string; config: HvSocketServiceConfig }>();
  for (const [key, text] of reading.annotations) {
    if (!key.startsWith(keys.hvSocketPrefix)) continue;
    const id = parseGuid(key.slice(keys.hvSocketPrefix.length));
    if (!id.ok) {
      const lead = "invalid GUID string for Hyper-V socket service configuration annotation";
      reading.warn("rejected", key, `${lead}: ${id.error}`);
      continue;
    }
    const config = parseService(text);
    if (!config.ok) {
      reading.unparsable(key, config.error);
      continue;
    }
    const earlier = services.get(id.value);
    if (earlier !== undefined) {
      reading.warn("rejected", key, "overwritting existing Hyper-V socket service configuration");
      reading.override(earlier.key, text, "the keys differ only in letter case, and a random one of them wins", key);
    }
    services.set(id.value, { key, config: config.value });
  }
  return Object.fromEntries([...services].map(([id, { config }]) => [id, config]));
}
