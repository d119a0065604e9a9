import { linuxServices, vsockService, windowsServices } from "../guest-services.ts";
import type { HvSocketServices } from "../hv-socket-services.ts";
import type { GoObject } from "./go-json.ts";
import { goMap, goStruct } from "./go-struct.ts";

/** SDDL: full access for SYSTEM and administrators. */
const administrators = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";
/** SDDL: full access for everyone. */
const everyone = "D:P(A;;FA;;;WD)";

const service = (bind: string): GoObject => ({
  BindSecurityDescriptor: bind,
  ConnectSecurityDescriptor: administrators,
  AllowWildcardBinds: true,
});

function socketDevice(connect: string | undefined, bind: string, table: { readonly [id: string]: GoObject }): GoObject {
  return {
    HvSocketConfig: goStruct({
      DefaultBindSecurityDescriptor: bind,
      DefaultConnectSecurityDescriptor: connect,
      ServiceTable: goMap(table),
    }),
  };
}

const annotated = (services: HvSocketServices): { [id: string]: GoObject } =>
  Object.fromEntries(Object.entries(services).map(([id, settings]) => [id, goStruct(settings)]));

/** `Devices.HvSocket` of a Windows VM, or of a Linux one that does not start from a VMGS file. */
export function hvSocketDevice(services: HvSocketServices, logForwarding: boolean): GoObject {
  const table = annotated(services);
  if (logForwarding) table[windowsServices.log] = service(administrators);
  return socketDevice(undefined, administrators, table);
}

/** `Devices.HvSocket` of a Linux VM that starts from a VMGS file: its guest connects to nothing that is not listed. */
export function isolatedHvSocketDevice(services: HvSocketServices, extraPorts: readonly number[]): GoObject {
  const table = annotated(services);
  for (const id of [...Object.values(linuxServices), ...extraPorts.map(vsockService)]) table[id] = service(everyone);
  return socketDevice(administrators, everyone, table);
}
