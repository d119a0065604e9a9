import { createHash } from "node:crypto";
import { u16, u32, utf16z } from "./bytes.ts";
import type { Identity } from "./certificate-builder.ts";
import { octets, oid, sequence } from "./der-builder.ts";
import { buildSignedData } from "./signed-data-builder.ts";

const headerAt = 64;
const optionalAt = headerAt + 24;
const sectionAt = 512;
const sectionAddress = 0x1000;

function aligned(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) & 3)]);
}

/** A block of a version resource: header, name, value, blocks inside. */
function block(name: string, value: Buffer, isText: boolean, ...children: readonly Buffer[]): Buffer {
  const named = aligned(Buffer.concat([Buffer.alloc(6), utf16z(name)]));
  const valueLength = isText ? value.length / 2 : value.length;
  const bytes = Buffer.concat([aligned(Buffer.concat([named, value])), ...children.map(aligned)]);
  u16(bytes.length, valueLength, isText ? 1 : 0).copy(bytes);
  return bytes;
}

/** Version 10.0.26100.1742 with strings. */
export function versionResource(strings: Readonly<Record<string, string>>): Buffer {
  const fixed = Buffer.alloc(52);
  u32(0xfeef04bd, 0x10000, 0x000a0000, (26100 << 16) | 1742, 0x000a0000, (26100 << 16) | 1).copy(fixed);
  const texts = Object.entries(strings).map(([name, text]) => block(name, utf16z(text), true));
  const table = block("040904b0", Buffer.alloc(0), true, ...texts);
  return block("VS_VERSION_INFO", fixed, false, block("StringFileInfo", Buffer.alloc(0), true, table));
}

/** Type 16, name 1, language 0x409, then the data. */
function resources(version: Buffer): Buffer {
  const level = (id: number, offset: number): Buffer => Buffer.concat([Buffer.alloc(12), u16(0, 1), u32(id, offset)]);
  const directories = [level(16, 0x80000000 + 24), level(1, 0x80000000 + 48), level(0x409, 72)];
  return Buffer.concat([...directories, u32(sectionAddress + 88, version.length, 0, 0), version]);
}

/** A PE32+ EFI application for x64 with one section. */
export function buildPe(version?: Buffer): Buffer {
  const section = version === undefined ? Buffer.alloc(512) : resources(version);
  const bytes = Buffer.concat([Buffer.alloc(sectionAt), section]);
  bytes.write("MZ");
  bytes.writeUInt32LE(headerAt, 60);
  bytes.write("PE\0\0", headerAt);
  u16(0x8664, 1).copy(bytes, headerAt + 4);
  u16(240, 0x22).copy(bytes, headerAt + 20);
  u16(0x20b).copy(bytes, optionalAt);
  u16(10).copy(bytes, optionalAt + 68);
  u32(16).copy(bytes, optionalAt + 108);
  if (version !== undefined) u32(sectionAddress, section.length).copy(bytes, optionalAt + 112 + 16);
  bytes.write(".rsrc", optionalAt + 240);
  u32(section.length, sectionAddress, section.length, sectionAt).copy(bytes, optionalAt + 248);
  return bytes;
}

/** The image with an Authenticode signature behind it. */
export function signPe(image: Buffer, signer: Identity): Buffer {
  const checksumAt = optionalAt + 64;
  const entryAt = optionalAt + 112 + 32;
  const hash = createHash("sha256");
  hash
    .update(image.subarray(0, checksumAt))
    .update(image.subarray(checksumAt + 4, entryAt))
    .update(image.subarray(entryAt + 8));
  const digest = sequence(sequence(oid("2.16.840.1.101.3.4.2.1")), octets(hash.digest()));
  const content = sequence(sequence(oid("1.3.6.1.4.1.311.2.1.15")), digest);
  const signed = buildSignedData("1.3.6.1.4.1.311.2.1.4", content, signer);
  const table = Buffer.concat([u32(8 + signed.length), u16(0x0200, 2), signed]);
  const bytes = Buffer.concat([image, table]);
  u32(image.length, table.length).copy(bytes, entryAt);
  return bytes;
}
