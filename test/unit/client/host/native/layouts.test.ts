import assert from "node:assert/strict";
import { test } from "node:test";
import { guidBytes, vsockService } from "../../../../../client/src/host/gcs/guid.ts";
import { readLibraryTable, systemLibraries } from "../../../../../client/src/host/native/libraries.ts";
import { decodeTimeZone } from "../../../../../client/src/host/native/time-zone.ts";
import { diskIdentifierInfo } from "../../../../../client/src/host/native/virtdisk.ts";
import { hvSocketAddress } from "../../../../../client/src/host/sockets/address.ts";

const guid = "01020304-0506-0708-090a-0b0c0d0e0f10";
const inMemory = "0403020106050807090a0b0c0d0e0f10";

test("a GUID's first three groups are little-endian", () => {
  assert.equal(guidBytes(guid).toString("hex"), inMemory);
  assert.throws(() => guidBytes("{x}"), RangeError);
});

test("a vsock port is in the first group", () => {
  assert.equal(vsockService(0x40000001), "40000001-facb-11e6-bd58-64006a7986d3");
  assert.equal(vsockService(1), "00000001-facb-11e6-bd58-64006a7986d3");
});

test("SOCKADDR_HV has 36 bytes", () => {
  assert.equal(hvSocketAddress(guid, guid).toString("hex"), `22000000${inMemory}${inMemory}`);
});

test("the identifier goes to the VHDX page or to the VHD footer, by a lower-case suffix", () => {
  assert.equal(diskIdentifierInfo("a.vhdx", guid).toString("hex"), `0500000000000000${inMemory}${"00".repeat(8)}`);
  // hcsshim compares the suffix byte for byte.
  for (const path of ["a.vhd", "a.VHDX"]) assert.equal(diskIdentifierInfo(path, guid).readUInt32LE(), 2);
});

test("a time zone leaves out what is 0, as Go does", () => {
  const bytes = Buffer.alloc(172);
  bytes.writeInt32LE(-60, 0);
  bytes.write("W. Europe Standard Time", 4, "utf16le");
  bytes.writeUInt16LE(10, 68 + 2);
  bytes.writeUInt16LE(5, 68 + 6);
  bytes.writeUInt16LE(3, 68 + 8);
  bytes.write("W. Europe Daylight Time", 88, "utf16le");
  bytes.writeInt32LE(-60, 168);
  assert.deepEqual(decodeTimeZone(bytes), {
    Bias: -60,
    StandardName: "W. Europe Standard Time",
    StandardDate: { Month: 10, Day: 5, Hour: 3 },
    DaylightName: "W. Europe Daylight Time",
    DaylightDate: {},
    DaylightBias: -60,
  });
});

test("libraries come from System32 by full path, and from a table for tests", () => {
  const own = systemLibraries("C:\\Windows");
  assert.equal(own.computecore, "C:\\Windows\\System32\\computecore.dll");
  assert.equal(readLibraryTable('{"computecore":"/x.so","other":"/y"}', own)?.computecore, "/x.so");
  assert.equal(readLibraryTable('{"computecore":"x.so"}', own)?.computecore, own.computecore, "no relative paths");
  assert.equal(readLibraryTable("[", own), undefined);
});
