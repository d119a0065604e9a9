import { utf16le } from "../../fields.ts";
import { oneLine } from "../text.ts";
import type { NvramVariable } from "./nvram.ts";
import { globalVendor } from "./vendors.ts";

const flags: ReadonlySet<string> = new Set(["SecureBoot", "SetupMode", "AuditMode", "DeployedMode", "VendorKeys"]);

/** The value of the specification's own small variables, on one line; empty for all others: they may hold anything. */
export function nvramValue({ name, vendor, data }: NvramVariable): string {
  if (vendor !== globalVendor) return "";
  if (flags.has(name) && data.length === 1) return String(data[0]);
  if (/^(Boot|Driver)Order$/.test(name)) return numbers(data);
  if (/^Boot(Current|Next)$/.test(name)) return numbers(data);
  // EFI_LOAD_OPTION: attributes u32, length of the device path u16, description.
  if (/^Boot[0-9A-F]{4}$/.test(name) && data.length > 6) return oneLine(utf16le(data, 6, (data.length - 6) & ~1));
  return "";
}

function numbers(data: Buffer): string {
  const count = Math.min(64, Math.floor(data.length / 2));
  return Array.from({ length: count }, (_, index) =>
    data
      .readUInt16LE(index * 2)
      .toString(16)
      .toUpperCase()
      .padStart(4, "0"),
  ).join(" ");
}
