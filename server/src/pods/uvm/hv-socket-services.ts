import { type HvSocketService, parseHvSocketEntry } from "../annotations/structured/hv-socket-service.ts";
import { keys } from "./annotation-keys.ts";
import { linuxServices, vsockService, windowsServices } from "./guest-services.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** Entries of the VM's hv-socket service table by service id (lower case). */
export type HvSocketServices = { readonly [serviceId: string]: HvSocketService };

/**
 * Reads all keys of the service table family (`ParseHVSocketServiceTable`); bad ones are logged and dropped. hcsshim
 * walks a Go map, so among keys that differ only in letter case a random one wins: here the last one written.
 */
export function readHvSocketServices(reading: SandboxReading): HvSocketServices {
  const services = new Map<string, { readonly key: string; readonly service: HvSocketService }>();
  for (const key of serviceKeys(reading)) {
    const text = reading.string(key, "");
    const entry = parseHvSocketEntry(key, text);
    if (!entry.ok) {
      const lead = "invalid GUID string for Hyper-V socket service configuration annotation";
      if (entry.part === "guid") reading.warn("rejected", key, `${lead}: ${entry.error}`);
      else reading.unparsable(key, entry.error);
      continue;
    }
    const earlier = services.get(entry.guid);
    if (earlier !== undefined) {
      reading.warn("rejected", key, "overwritting existing Hyper-V socket service configuration");
      reading.override(earlier.key, text, "the keys differ only in letter case, and a random one of them wins", key);
    }
    services.set(entry.guid, { key, service: entry.service });
  }
  return Object.fromEntries([...services].map(([guid, { service }]) => [guid, service]));
}

/** The keys of the service table family, in source order. */
const serviceKeys = ({ annotations }: SandboxReading): readonly string[] =>
  Array.from(annotations.keys()).filter((key) => key.startsWith(keys.hvSocketPrefix));

/** Notes entries that the shim's own ones replace in the document. */
function noteReplaced(reading: SandboxReading, serviceIds: ReadonlySet<string>, because: string): void {
  for (const key of serviceKeys(reading)) {
    const serviceId = key.slice(keys.hvSocketPrefix.length).toLowerCase();
    if (serviceIds.has(serviceId)) reading.override(key, "the shim's own entry", because);
  }
}

/** A Windows VM that forwards its logs has an entry of its own for that service. */
export function noteLogForwardingService(reading: SandboxReading): void {
  noteReplaced(reading, new Set([windowsServices.log]), "log forwarding is on and needs this service itself");
}

/** A VM that boots from a VMGS file has entries of its own for its guest's vsock ports. */
export function noteVsockServices(reading: SandboxReading, extraPorts: readonly number[]): void {
  const serviceIds = [...Object.values(linuxServices), ...extraPorts.map(vsockService)];
  noteReplaced(reading, new Set(serviceIds), "a confidential Linux VM needs this vsock port itself");
}
