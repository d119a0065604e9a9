import { guidLe, u64le, utf16le } from "../../fields.ts";
import { hex, hexBytes, oneLine } from "../text.ts";

/** A device as a person writes it, with everything in it that tells two devices apart. */
export type DeviceText = string;

const optionsSize = 16;
const headerSize = 16;
const maxDepth = 4;
const noGuid = "00000000-0000-0000-0000-000000000000";

/**
 * A device element's value: the GUID of an object with options, then a record
 * (type u32, flags u32, length u32, reserved u32, then what the type needs). Whatever has no public layout is shown as bytes.
 */
export function deviceText(value: Buffer): DeviceText {
  if (value.length < optionsSize + headerSize) return `unreadable device: ${hexBytes(value)}`;
  const options = guidLe(value, 0);
  const device = recordText(value.subarray(optionsSize), 0);
  return options === noGuid ? device : `${device}, options {${options}}`;
}

function recordText(bytes: Buffer, depth: number): DeviceText {
  if (bytes.length < headerSize || depth > maxDepth) return `unreadable device: ${hexBytes(bytes)}`;
  const type = bytes.readUInt32LE(0);
  const length = bytes.readUInt32LE(8);
  if (length < headerSize || length > bytes.length) return `device of type ${type}, damaged: ${hexBytes(bytes)}`;
  const record = bytes.subarray(0, length);
  const reader = readers.get(type);
  return reader?.(record, depth) ?? `device of type ${type}: ${hexBytes(record.subarray(headerSize))}`;
}

type RecordReader = (record: Buffer, depth: number) => DeviceText | undefined;

/** A file in another device, such as a RAM disk's image: that device's record at 52, the path behind it. */
const fileAt = 52;
const file: RecordReader = (record, depth) => {
  if (record.length < fileAt + headerSize) return undefined;
  const parentLength = record.readUInt32LE(fileAt + 8);
  const pathAt = fileAt + parentLength;
  if (parentLength < headerSize || pathAt > record.length) return undefined;
  const path = oneLine(utf16le(record, pathAt, record.length - pathAt));
  return `file=[${recordText(record.subarray(fileAt), depth + 1)}]${path}`;
};

/** GPT: the partition's GUID; MBR: its offset in bytes. Then the scheme and the disk's GUID or signature. */
const partition: RecordReader = (record) => {
  if (record.length < 56) return undefined;
  switch (record.readUInt32LE(36)) {
    case 0:
      return `partition={${guidLe(record, 16)}} on GPT disk {${guidLe(record, 40)}}`;
    case 1:
      return `partition at byte ${u64le(record, 16)} on MBR disk ${hex(record.readUInt32LE(40), 8)}`;
    default:
      return undefined;
  }
};

/** The device where a file is found at boot; what is public is that the path is in there as text. */
const locate: RecordReader = (record) => {
  for (let at = headerSize; at + 4 <= record.length; at += 2) {
    if (record.readUInt16LE(at) !== 0x5c) continue;
    const path = oneLine(utf16le(record, at, record.length - at));
    if (path.length > 1) return `locate=${path}`;
  }
  return "locate";
};

/** Two devices that act as one: a writable layer over another. Offsets are of the record. */
const composite: RecordReader = (record, depth) => {
  if (record.length < 44) return undefined;
  const part = (at: number): DeviceText | undefined => nestedAt(record, record.readUInt32LE(at), depth);
  const [primary, secondary] = [part(36), part(40)];
  const known = [primary && `primary [${primary}]`, secondary && `secondary [${secondary}]`].filter(Boolean);
  const devices = known.length > 0 ? `, ${known.join(", ")}` : "";
  const signature = guidLe(record, 16);
  return `composite, version ${record.readUInt32LE(32)}${signature === noGuid ? "" : `, signature {${signature}}`}${devices}`;
};

/** A CimFS image: device that holds it, root directory inside, volume that it is mounted as. */
const cimFs: RecordReader = (record, depth) => {
  if (record.length < 48) return undefined;
  const parent = nestedAt(record, record.readUInt32LE(20), depth);
  const [rootAt, rootLength] = [record.readUInt32LE(24), record.readUInt32LE(28)];
  const inside = rootLength > 0 && rootAt >= headerSize && rootAt + rootLength <= record.length;
  const root = inside ? oneLine(utf16le(record, rootAt, rootLength)) : "";
  const mount = guidLe(record, 32);
  const parts = [
    `version ${record.readUInt32LE(16)}`,
    ...(parent ? [`parent [${parent}]`] : []),
    ...(root ? [`root ${root}`] : []),
    ...(mount === noGuid ? [] : [`mounted as {${mount}}`]),
  ];
  return `cimfs, ${parts.join(", ")}`;
};

/** A record inside a record; `undefined` where none can be at that offset. */
function nestedAt(record: Buffer, at: number, depth: number): DeviceText | undefined {
  if (at < headerSize || at + headerSize > record.length) return undefined;
  const length = record.readUInt32LE(at + 8);
  if (length < headerSize || at + length > record.length) return undefined;
  return recordText(record.subarray(at, at + length), depth + 1);
}

const readers: ReadonlyMap<number, RecordReader> = new Map<number, RecordReader>([
  [0, file],
  [5, () => "boot"],
  [6, partition],
  [8, locate],
  [10, composite],
  [11, cimFs],
]);
