import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import koffi from "koffi";
import { hcs, type Pointer } from "./bindings.ts";
import { found, needsDouble } from "./libraries.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hcsd-disks-"));
after(() => rmSync(folder, { recursive: true }));

const identifier = Buffer.from("d1c5b3a72f4e8b4a9c6d1e3f5a7b9c2d", "hex");

/** A VHDX of nothing but what leads to its identifier, at 0x200100. */
function vhdx(): Buffer {
  const image = Buffer.alloc(0x201000);
  image.write("vhdxfile", 0, "ascii");
  const table = 0x30000;
  image.write("regi", table, "ascii");
  image.writeUInt32LE(1, table + 8);
  Buffer.from("06a27c8b90479a4bb8fe575f050f886e", "hex").copy(image, table + 16);
  image.writeBigUInt64LE(0x200000n, table + 32);
  image.write("metadata", 0x200000, "ascii");
  image.writeUInt16LE(1, 0x20000a);
  Buffer.from("ab12cabee6b2234593efc309e000c746", "hex").copy(image, 0x200020);
  image.writeUInt32LE(0x100, 0x200030);
  return image;
}

/** A fixed VHD of one sector. */
function vhd(): Buffer {
  const image = Buffer.alloc(1024);
  image.write("conectix", 512, "ascii");
  return image;
}

function write(name: string, image: Buffer): string {
  const place = path.join(folder, name);
  writeFileSync(place, image);
  return place;
}

const library = found.libraries === undefined ? undefined : koffi.load(found.libraries.virtdisk);
const open = library?.func(
  "uint32 OpenVirtualDisk(void *type, str16 path, int32 access, int32 flags, void *parameters, _Out_ void **handle)",
);
const set = library?.func("uint32 SetVirtualDiskInformation(void *handle, void *info)");
const get = library?.func(
  "uint32 GetVirtualDiskInformation(void *handle, _Inout_ uint32 *size, void *info, void *used)",
);

/** Opens as hcsshim does: version 2, nothing asked for. */
function openDisk(place: string, version = 2): readonly [number, Pointer] {
  const parameters = Buffer.alloc(28);
  parameters.writeUInt32LE(version, 0);
  const handle: [Pointer] = [null];
  return [open?.(Buffer.alloc(20), place, 0, 0, parameters, handle), handle[0]];
}

/** Sets the identifier through a version of SET_VIRTUAL_DISK_INFO. */
function setIdentifier(place: string, version: number): number {
  const [opened, handle] = openDisk(place);
  assert.equal(opened, 0);
  const info = Buffer.alloc(32);
  info.writeUInt32LE(version, 0);
  identifier.copy(info, 8);
  const result: number = set?.(handle, info);
  hcs.closeHandle(handle);
  return result;
}

describe("virtdisk of the double", needsDouble, () => {
  test("writes the identifier of a VHDX where the format keeps it", () => {
    const place = write("scratch.vhdx", vhdx());
    assert.equal(setIdentifier(place, 5), 0);
    assert.deepEqual(readFileSync(place).subarray(0x200100, 0x200110), identifier);
    const [, handle] = openDisk(place);
    const info = Buffer.alloc(32);
    info.writeUInt32LE(14, 0);
    assert.equal(get?.(handle, [32], info, null), 0);
    hcs.closeHandle(handle);
    assert.deepEqual(info.subarray(8, 24), identifier);
  });

  test("writes the identifier of a VHD, and its checksum", () => {
    const place = write("boot.vhd", vhd());
    assert.equal(setIdentifier(place, 2), 0);
    const footer = readFileSync(place).subarray(512);
    assert.deepEqual(footer.subarray(68, 84), identifier);
    const sum = footer.reduce((total, byte, index) => (index >= 64 && index < 68 ? total : total + byte), 0);
    assert.equal(footer.readUInt32BE(64), ~sum >>> 0);
  });

  test("refuses the version of the other format", () => {
    assert.equal(setIdentifier(write("a.vhd", vhd()), 5), 87);
    assert.equal(setIdentifier(write("a.vhdx", vhdx()), 2), 87);
  });

  test("opens disks only, with parameters of version 2", () => {
    assert.equal(openDisk(path.join(folder, "missing.vhdx"))[0], 2);
    assert.equal(openDisk(write("text.vhdx", Buffer.alloc(4096)))[0], 1392);
    assert.equal(openDisk(write("b.vhd", vhd()), 1)[0], 87);
  });
});
