import { parseGuid } from "../go-values.ts";
import { goBool, goString, goStruct, unmarshal } from "./go-json-decode.ts";
import type { StructuredProblem } from "./problem.ts";

/** Keys of Hyper-V socket services: this prefix and the service's GUID. */
export const hvSocketPrefix = "io.microsoft.virtualmachine.hv-socket.service-table.";

interface DecodedService {
  BindSecurityDescriptor: string;
  ConnectSecurityDescriptor: string;
  AllowWildcardBinds: boolean;
  Disabled: boolean;
}

/** A service's configuration, with the names of the HCS schema; like Go it leaves out what is empty or false. */
export type HvSocketService = {
  readonly BindSecurityDescriptor?: string;
  readonly ConnectSecurityDescriptor?: string;
  readonly AllowWildcardBinds?: true;
  readonly Disabled?: true;
};

/** What hcsshim makes of one annotation of the service table. */
export type HvSocketEntry =
  | {
      readonly ok: true;
      /** Lower case; two keys that differ only in case name the same service, and a random one of them wins. */
      readonly guid: string;
      readonly service: HvSocketService;
      readonly ignored: readonly StructuredProblem[];
    }
  | {
      readonly ok: false;
      /** The key's GUID or the value's JSON is at fault; either way the annotation is dropped with a warning. */
      readonly part: "guid" | "value";
      readonly error: string;
      /** A place in the value; 0 to 0 for a fault of the key. */
      readonly start: number;
      readonly end: number;
    };

const service = goStruct<DecodedService>("HvSocketServiceConfig", "hcsschema.HvSocketServiceConfig", {
  BindSecurityDescriptor: goString(),
  ConnectSecurityDescriptor: goString(),
  AllowWildcardBinds: goBool,
  Disabled: goBool,
});

/** hcsshim's `ParseHVSocketServiceTable` for one annotation; the key must begin with {@link hvSocketPrefix}. */
export function parseHvSocketEntry(key: string, text: string): HvSocketEntry {
  const guid = parseGuid(key.slice(hvSocketPrefix.length));
  if (!guid.ok) return { ok: false, part: "guid", error: guid.error, start: 0, end: 0 };
  const decoded = unmarshal(text, service);
  if (!decoded.ok) {
    return { ok: false, part: "value", error: decoded.error, start: decoded.start, end: decoded.end };
  }
  const { BindSecurityDescriptor, ConnectSecurityDescriptor, AllowWildcardBinds, Disabled } = decoded.value;
  return {
    ok: true,
    guid: guid.value,
    service: {
      ...(BindSecurityDescriptor === "" ? {} : { BindSecurityDescriptor }),
      ...(ConnectSecurityDescriptor === "" ? {} : { ConnectSecurityDescriptor }),
      ...(AllowWildcardBinds ? { AllowWildcardBinds } : {}),
      ...(Disabled ? { Disabled } : {}),
    },
    ignored: decoded.unknownMembers.map(({ name, start, end }) => ({ drops: "member", message: name, start, end })),
  };
}
