import { u16, u32, utf16 } from "./bytes.ts";

/** A key to write: values by name, subkeys by name. */
export interface KeySpec {
  readonly values?: Readonly<Record<string, ValueSpec>>;
  readonly keys?: Readonly<Record<string, KeySpec>>;
  /** How the subkeys are listed; `ri` splits them into lists of two. */
  readonly list?: "lf" | "lh" | "li" | "ri";
  /** Store the name in UTF-16. */
  readonly wide?: boolean;
}

export interface ValueSpec {
  readonly type: number;
  readonly data: Buffer;
}

const none = 0xffffffff;
const segmentSize = 16_344;

/** Writes a hive (regf 1.5) with one bin, cells one behind the other. */
export function buildHive(
  root: KeySpec,
  options: { readonly dirty?: boolean; readonly written?: bigint } = {},
): Buffer {
  const cells: Buffer[] = [];
  let size = 32;
  const cell = (content: Buffer): number => {
    const length = (content.length + 4 + 7) & ~7;
    const bytes = Buffer.alloc(length);
    bytes.writeInt32LE(-length, 0);
    content.copy(bytes, 4);
    cells.push(bytes);
    size += length;
    return size - length;
  };

  const data = (bytes: Buffer): number => {
    if (bytes.length <= segmentSize) return cell(bytes);
    const segments: number[] = [];
    for (let at = 0; at < bytes.length; at += segmentSize) segments.push(cell(bytes.subarray(at, at + segmentSize)));
    return cell(Buffer.concat([Buffer.from("db"), u16(segments.length), u32(cell(u32(...segments)), 0)]));
  };

  const value = (name: string, spec: ValueSpec): number => {
    const inline = spec.data.length <= 4;
    const where = inline ? Buffer.concat([spec.data, Buffer.alloc(4 - spec.data.length)]) : u32(data(spec.data));
    const length = u32(spec.data.length + (inline ? 0x80000000 : 0));
    return cell(
      Buffer.concat([Buffer.from("vk"), u16(name.length), length, where, u32(spec.type), u16(1, 0), Buffer.from(name)]),
    );
  };

  const list = (kind: KeySpec["list"], keys: readonly number[]): number => {
    if (kind === "ri") {
      const lists: number[] = [];
      for (let at = 0; at < keys.length; at += 2) lists.push(list("li", keys.slice(at, at + 2)));
      return cell(Buffer.concat([Buffer.from("ri"), u16(lists.length), u32(...lists)]));
    }
    const members = kind === "li" ? keys : keys.flatMap((key) => [key, 0]);
    return cell(Buffer.concat([Buffer.from(kind ?? "lh"), u16(keys.length), u32(...members)]));
  };

  const key = (name: string, spec: KeySpec, flags: number): number => {
    const subkeys = Object.entries(spec.keys ?? {}).map(([subName, sub]) => key(subName, sub, 0));
    const values = Object.entries(spec.values ?? {}).map(([valueName, stored]) => value(valueName, stored));
    const text = spec.wide ? utf16(name) : Buffer.from(name, "latin1");
    const head = Buffer.alloc(76);
    head.write("nk", 0);
    head.writeUInt16LE(flags | (spec.wide ? 0 : 0x20), 2);
    head.writeUInt32LE(subkeys.length, 20);
    head.writeUInt32LE(subkeys.length > 0 ? list(spec.list, subkeys) : none, 28);
    head.writeUInt32LE(values.length, 36);
    head.writeUInt32LE(values.length > 0 ? cell(u32(...values)) : none, 40);
    head.writeUInt16LE(text.length, 72);
    return cell(Buffer.concat([head, text]));
  };

  const rootCell = key("NewStoreRoot", root, 0x0c);
  const binSize = (size + 4095) & ~4095;
  const bin = Buffer.alloc(32);
  bin.write("hbin");
  bin.writeUInt32LE(binSize, 8);
  const base = Buffer.alloc(4096);
  u32(0x66676572, 2, options.dirty ? 1 : 2, 0, 0, 1, 5, 0, 1, rootCell, binSize, 1).copy(base);
  base.writeBigUInt64LE(options.written ?? 0n, 12);
  bin.writeBigUInt64LE(options.written ?? 0n, 20);
  sealBaseBlock(base);
  return Buffer.concat([base, bin, ...cells, Buffer.alloc(binSize - size)]);
}

/** Writes the checksum of a base block. */
export function sealBaseBlock(base: Buffer): void {
  let checksum = 0;
  for (let at = 0; at < 508; at += 4) checksum ^= base.readUInt32LE(at);
  base.writeUInt32LE(checksum >>> 0, 508);
}
