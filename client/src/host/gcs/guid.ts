/** Names the VM itself where a message is not about one of its containers. */
export const zeroGuid = "00000000-0000-0000-0000-000000000000";

/** The address that a Windows guest calls its host by in its hv-socket configuration. */
export const parentAddress = "894cc2d6-9d79-424f-93fe-42969ae6d8d1";

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => pattern.test(text);

/** The service of a vsock port: `<port in hexadecimal>-facb-11e6-bd58-64006a7986d3`. */
export const vsockService = (port: number): string =>
  `${port.toString(16).padStart(8, "0")}-facb-11e6-bd58-64006a7986d3`;

/** The 16 bytes of a Windows GUID: the first three groups are little-endian. @throws {RangeError} when it is none. */
export function guidBytes(text: string): Buffer {
  if (!isGuid(text)) throw new RangeError(`"${text}" is not a GUID`);
  const bytes = Buffer.from(text.replaceAll("-", ""), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
