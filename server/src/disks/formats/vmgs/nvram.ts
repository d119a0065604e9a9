import { guidLe, isZero } from "../../fields.ts";
import type { ProblemLog } from "../../problem.ts";
import { oneLine } from "../text.ts";

/** A UEFI variable. */
export interface NvramVariable {
  readonly name: string;
  /** GUID of the vendor, lower case. */
  readonly vendor: string;
  /** EFI_VARIABLE_* bits. */
  readonly attributes: number;
  readonly data: Buffer;
  /** Offset in the file. */
  readonly offset: number;
}

const headerSize = 48;
const nvramVariable = 0;
/** openvmm refuses larger stores. */
const maxNvramSize = 128 * 1024;

/**
 * Reads the store as openvmm's hcl_compat_uefi_nvram_storage writes it: packed entries, no padding, no count.
 * Each is {type u32, length u32, attributes u32, EFI_TIME 16, vendor GUID 16, name bytes u16, data bytes u16}, name, data.
 * `base` is where the store stands in the file.
 */
export function readNvram(bytes: Buffer, base: number, log: ProblemLog): readonly NvramVariable[] {
  const variables: NvramVariable[] = [];
  if (bytes.length > maxNvramSize) {
    log.add(
      "nvram-size",
      `The variable store is ${bytes.length} bytes long, more than ${maxNvramSize}; the rest is left out.`,
      base,
    );
  }
  const end = Math.min(bytes.length, maxNvramSize);
  for (let at = 0; at < end; ) {
    if (isZero(bytes.subarray(at, end))) break;
    const wrong = whatIsWrong(bytes, at, end);
    if (wrong !== undefined) {
      log.add("nvram-variable", `${wrong}; the ${end - at} bytes from here on are left out.`, base + at);
      break;
    }
    const nameSize = bytes.readUInt16LE(at + 44);
    const name = bytes.toString("utf16le", at + headerSize, at + headerSize + (nameSize & ~1));
    const length = bytes.readUInt32LE(at + 4);
    variables.push({
      name: oneLine(name.replace(/\0+$/, "")),
      vendor: guidLe(bytes, at + 28),
      attributes: bytes.readUInt32LE(at + 8),
      data: bytes.subarray(at + headerSize + nameSize, at + length),
      offset: base + at,
    });
    at += length;
  }
  return variables;
}

function whatIsWrong(bytes: Buffer, at: number, end: number): string | undefined {
  if (at + headerSize > end) return "A variable's header is cut off";
  const [type, length] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
  if (type !== nvramVariable) return `An entry is of unknown type ${type}`;
  const needed = headerSize + bytes.readUInt16LE(at + 44) + bytes.readUInt16LE(at + 46);
  if (length !== needed) return `A variable is said to be ${length} bytes long; its name and data make ${needed}`;
  return at + length > end ? `A variable of ${length} bytes reaches beyond the store` : undefined;
}
