import type { Platform } from "../../../manifest/annotation-set.ts";
import { linuxServices, windowsServices } from "../../../uvm/guest-services.ts";

const services: Readonly<Record<Platform, ReadonlyMap<string, string>>> = {
  wcow: new Map([
    [windowsServices.gcs, "its connection to the guest"],
    [windowsServices.sidecar, "its connection to a confidential guest"],
    [windowsServices.log, "the guest's logs"],
  ]),
  lcow: new Map([
    [linuxServices.entropy, "the guest's entropy"],
    [linuxServices.log, "the guest's logs"],
    [linuxServices.gcs, "its connection to the guest"],
    [linuxServices.bridge, "its connection to the guest"],
  ]),
};

/** What hcsshim uses a service (lower-case GUID) of this platform for; undefined where it is free. */
export const reservedService = (guid: string, platform: Platform): string | undefined => services[platform].get(guid);
