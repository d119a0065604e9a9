import { guidBytes } from "../gcs/guid.ts";

const addressSize = 36;
const addressFamily = 34;

/** `SOCKADDR_HV`: the family at 0, the VM's GUID at 4, the service's at 20. */
export function hvSocketAddress(vmId: string, serviceId: string): Buffer {
  const address = Buffer.alloc(addressSize);
  address.writeUInt16LE(addressFamily, 0);
  guidBytes(vmId).copy(address, 4);
  guidBytes(serviceId).copy(address, 20);
  return address;
}
