import type { Platform } from "../../../manifest/annotation-set.ts";

/** The hv-socket service of a vsock port: the port in hexadecimal before a fixed tail (go-winio's `VsockServiceID`). */
const vsock = (port: number): string => `${port.toString(16).padStart(8, "0")}-facb-11e6-bd58-64006a7986d3`;

const services: Readonly<Record<Platform, ReadonlyMap<string, string>>> = {
  wcow: new Map([
    ["acef5661-84a1-4e44-856b-6245e69f4620", "its connection to the guest"],
    ["ae8da506-a019-4553-a52b-902bc0fa0411", "its connection to a confidential guest"],
    ["172dad59-976d-45f2-8b6c-6d1b13f2ac4d", "the guest's logs"],
  ]),
  lcow: new Map([
    [vsock(1), "the guest's entropy"],
    [vsock(109), "the guest's logs"],
    [vsock(0x4000_0000), "its connection to the guest"],
    [vsock(0x4000_0001), "its connection to the guest"],
  ]),
};

/** What hcsshim uses a service (lower-case GUID) of this platform for; undefined where it is free. */
export const reservedService = (guid: string, platform: Platform): string | undefined => services[platform].get(guid);
