import {
  bootManager,
  efiLog,
  entry,
  loader,
  startOfLog,
  statusAndPath,
} from "../../unit/disks/formats/support/bootstat-builder.ts";
import { u32, utf16z } from "../../unit/disks/formats/support/bytes.ts";
import { buildHive, type KeySpec } from "../../unit/disks/formats/support/hive-builder.ts";
import { buildPe } from "../../unit/disks/formats/support/pe-builder.ts";
import { fatVolume } from "../../unit/disks/support/fat-builder.ts";
import { gptDisk } from "../../unit/disks/support/gpt-builder.ts";
import { guidBytes } from "../../unit/disks/support/guid-bytes.ts";
import { fixedVhd } from "../../unit/disks/support/vhd-builder.ts";

const efiSystem = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
const winload = "\\Windows\\system32\\winload.efi";
const driver = "\\Windows\\System32\\drivers\\cimfs.sys";

/** The loader's own start of its log, two seconds after the boot manager's. */
const loaderStart = startOfLog(8, 0);
loaderStart.writeUInt16LE(2, 10);

const started = [
  entry({ event: 1, data: startOfLog() }),
  entry({ time: 2002, event: 0x11, data: Buffer.concat([guidBytes(loader), u32(0), utf16z(winload)]) }),
  entry({ time: 2002, application: loader, type: 3, event: 1, data: loaderStart }),
];
const failure = [
  entry({ time: 2004, application: loader, type: 3, level: 3, event: 0x50, data: statusAndPath(0xc0000428, driver) }),
  entry({ time: 2005, event: 0x12, data: Buffer.concat([guidBytes(loader), u32(0xc0000428)]) }),
  entry({ time: 2005, level: 3, event: 0x13, data: statusAndPath(0xc0000428, winload) }),
];
const launch = [entry({ time: 2006, application: loader, type: 3, event: 0x31 })];

/** An EFI disk as a fixed VHD; `testSigning` is an element of its boot configuration. */
function efiDisk(
  log: readonly Buffer[],
  testSigning: boolean,
  more: readonly (readonly [string, Buffer])[] = [],
): Buffer {
  const { volume } = fatVolume(
    { kind: "FAT32" },
    new Map([
      ["EFI/Boot/bootx64.efi", buildPe()],
      ["EFI/Microsoft/Boot/BCD", bootConfiguration(testSigning)],
      ["EFI/Microsoft/Boot/bootstat.dat", efiLog(log)],
      ["EFI/Microsoft/Boot/bootmgfw.efi", buildPe()],
      ...more,
    ]),
  );
  return fixedVhd(
    gptDisk(3 * 1024 * 1024, 512, [{ type: efiSystem, first: 2048, content: volume, name: "EFI system partition" }]),
  );
}

function bootConfiguration(testSigning: boolean): Buffer {
  const value = (type: number, data: Buffer): KeySpec => ({ values: { Element: { type, data } } });
  const object = (type: number, elements: Readonly<Record<string, KeySpec>>): KeySpec => ({
    keys: { Description: { values: { Type: { type: 4, data: u32(type) } } }, Elements: { keys: elements } },
  });
  const objects = {
    [`{${bootManager}}`]: object(0x10100002, {
      "12000004": value(1, utf16z("Windows Boot Manager")),
      "23000003": value(1, utf16z(`{${loader}}`)),
    }),
    [`{${loader}}`]: object(0x10200003, {
      "12000002": value(1, utf16z(winload)),
      "12000004": value(1, utf16z("Windows Server")),
      "16000049": value(3, Buffer.of(testSigning ? 1 : 0)),
    }),
  };
  return buildHive({ keys: { Description: {}, Objects: { keys: objects } } });
}

/** The EFI disk of boot files, before any boot. */
export const pristineEfi = (): Buffer => efiDisk([entry({ event: 1, data: startOfLog() })], true);

/** What a boot that came up leaves of it. */
export const efiAfterBoot = (): Buffer => efiDisk([...started, ...launch], true);

/** What a boot leaves of it whose loader refused a driver, since test signing was switched off; with a trace of the boot debugger. */
export const efiAfterFailure = (): Buffer =>
  efiDisk([...started, ...failure], false, [["EFI/Microsoft/Boot/Boot Debug Trace 0001.etl", Buffer.alloc(3000, 7)]]);
