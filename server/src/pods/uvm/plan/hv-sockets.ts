import type { HvSocketServices } from "../hv-socket-services.ts";
import type { GoObject } from "./go-json.ts";
import { goMap, goStruct } from "./go-struct.ts";

/** SDDL: full access for SYSTEM and administrators. */
const administrators = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";
/** SDDL: full access for everyone. */
const everyone = "D:P(A;;FA;;;WD)";

/** Services of a Windows guest (`internal/gcs/prot`). */
export const windowsServices = {
  gcs: "acef5661-84a1-4e44-856b-6245e69f4620",
  /** The process before the GCS of a confidential VM, which enforces the policy. */
  sidecar: "ae8da506-a019-4553-a52b-902bc0fa0411",
  log: "172dad59-976d-45f2-8b6c-6d1b13f2ac4d",
} as const;

/** The hv-socket service of a Linux guest's vsock port. */
export const vsockService = (port: number): string =>
  `${port.toString(16).padStart(8, "0")}-facb-11e6-bd58-64006a7986d3`;

const gcsPort = 0x4000_0000;

/** Services of a Linux guest. */
export const linuxServices = {
  gcs: vsockService(gcsPort),
  log: vsockService(109),
  entropy: vsockService(1),
} as const;

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
  for (const port of [1, 109, gcsPort, gcsPort + 1, ...extraPorts]) table[vsockService(port)] = service(everyone);
  return socketDevice(administrators, everyone, table);
}
