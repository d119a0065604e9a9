import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceText } from "../../../../../server/src/disks/formats/bcd/device-record.ts";
import { guidBytes } from "../../support/guid-bytes.ts";
import { u32, u64, utf16z } from "../support/bytes.ts";

const noOptions = Buffer.alloc(16);
const partition = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const disk = "11111111-2222-4333-8444-555555555555";

function record(type: number, content: Buffer): Buffer {
  return Buffer.concat([u32(type, 0, 16 + content.length, 0), content]);
}
function device(type: number, ...content: readonly Buffer[]): string {
  return deviceText(Buffer.concat([noOptions, record(type, Buffer.concat(content))]));
}

const boot = record(5, Buffer.alloc(56));

test("devices read as bcdedit writes them, with what tells two apart", () => {
  const cases: readonly (readonly [text: string, device: string])[] = [
    ["boot", device(5, Buffer.alloc(56))],
    [
      `partition={${partition}} on GPT disk {${disk}}`,
      device(6, guidBytes(partition), u32(0, 0), guidBytes(disk), Buffer.alloc(16)),
    ],
    [
      "partition at byte 1048576 on MBR disk 0x0BADF00D",
      device(6, u64(1048576), Buffer.alloc(8), u32(0, 1, 0x0badf00d), Buffer.alloc(28)),
    ],
    [
      "locate=\\Windows\\system32\\winload.efi",
      device(8, u32(0, 0x12000002, 0), utf16z("\\Windows\\system32\\winload.efi")),
    ],
    ["file=[boot]\\boot.wim", device(0, Buffer.alloc(36), boot, utf16z("\\boot.wim"))],
    ["composite, version 1", device(10, Buffer.alloc(16), u32(1, 0, 0, 0))],
    // Offsets are of the record: 16 bytes of head, 32 of its own.
    ["composite, version 1, primary [boot]", device(10, Buffer.alloc(16), u32(1, 48, 0, 0), boot)],
    ["cimfs, version 2", device(11, u32(2, 40, 0, 0), Buffer.alloc(16))],
    [
      `cimfs, version 2, parent [boot], root \\boot.cim, mounted as {${disk}}`,
      device(11, u32(2, 70, 48, 20), guidBytes(disk), utf16z("\\boot.cim"), Buffer.alloc(2), boot),
    ],
  ];
  for (const [text, actual] of cases) assert.equal(actual, text);
});

test("options are named", () => {
  assert.equal(deviceText(Buffer.concat([guidBytes(disk), boot])), `boot, options {${disk}}`);
});

test("what has no public layout, or does not fit, is shown as bytes", () => {
  assert.equal(device(7, Buffer.of(1, 2)), "device of type 7: 0102");
  assert.equal(deviceText(Buffer.of(1, 2)), "unreadable device: 0102");
  const tooLong = Buffer.concat([noOptions, u32(6, 0, 500, 0)]);
  assert.match(deviceText(tooLong), /^device of type 6, damaged: /);
  assert.match(device(6, Buffer.alloc(4)), /^device of type 6: /);
});

test("a device inside itself ends", () => {
  let nested = boot;
  for (let depth = 0; depth < 20; depth++) nested = record(0, Buffer.concat([Buffer.alloc(36), nested, utf16z("\\x")]));
  assert.match(deviceText(Buffer.concat([noOptions, nested])), /unreadable device/);
});
