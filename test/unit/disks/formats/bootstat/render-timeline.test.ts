import assert from "node:assert/strict";
import { test } from "node:test";
import { readBootStatusLog } from "../../../../../server/src/disks/formats/bootstat/boot-status-log.ts";
import { renderTimeline } from "../../../../../server/src/disks/formats/bootstat/render-timeline.ts";
import { guidBytes } from "../../support/guid-bytes.ts";
import { bootManager, efiLog, entry, loader, startOfLog, statusAndPath } from "../support/bootstat-builder.ts";
import { u32, utf16z } from "../support/bytes.ts";

function render(...entries: readonly Buffer[]): string {
  return renderTimeline(readBootStatusLog(efiLog(entries)));
}

test("a failed boot reads from start to cause", () => {
  const winload = "\\Windows\\system32\\winload.efi";
  const text = render(
    entry({ event: 1, data: startOfLog() }),
    entry({ time: 2002, event: 0x11, data: Buffer.concat([guidBytes(loader), u32(0), utf16z(winload)]) }),
    entry({ time: 2003, application: loader, type: 3, event: 1, data: startOfLog(8, 0) }),
    entry({ time: 2005, event: 0x12, data: Buffer.concat([guidBytes(loader), u32(0)]) }),
    entry({ time: 2005, level: 3, event: 0x13, data: statusAndPath(0xc0000428, winload) }),
  );
  assert.equal(
    text,
    `Boot status log (EFI boot manager, version 4): 1 boot, 5 entries

Boot 1: The boot failed; the first error is Windows Boot Manager, load failed: 0xC0000428 STATUS_INVALID_IMAGE_HASH  ${winload}.
  2026-07-01 10:00:00  info     Windows Boot Manager      log initialized (0x01)
  2026-07-01 10:00:02  info     Windows Boot Manager      launch (0x11)                {${loader}}  start type 0  ${winload}
  2026-07-01 10:00:00  info     OS loader                 log initialized (0x01)       last boot id 8  {${loader}}
  2026-07-01 10:00:02  info     Windows Boot Manager      application returned (0x12)  {${loader}}  0x00000000 STATUS_SUCCESS
  2026-07-01 10:00:02  error    Windows Boot Manager      load failed (0x13)           0xC0000428 STATUS_INVALID_IMAGE_HASH  ${winload}
`,
  );
});

test("codes without a public meaning keep their numbers and bytes", () => {
  const text = render(
    entry({
      event: 0x77,
      level: 9,
      type: 12,
      application: "00000000-0000-0000-0000-000000000001",
      data: u32(0xdeadbeef),
    }),
    entry({ event: 0x50, type: 3, data: Buffer.of(1, 2, 3) }),
    entry({ event: 0x13, data: statusAndPath(0xc0dedead) }),
  );
  assert.match(
    text,
    /level 9 {2}application type 12 +event 0x77 +data efbeadde {2}\{00000000-0000-0000-0000-000000000001\}\n/,
  );
  assert.match(text, /boot loader log \(0x50\) +data 010203\n/);
  assert.match(text, /load failed \(0x13\) +0xC0DEDEAD\n/);
});

test("without a date the stored seconds are shown, and paths cannot forge lines", () => {
  const text = render(
    entry({ application: bootManager, event: 0x13, data: statusAndPath(0xc000000f, "\\a\n2026 OS launched") }),
  );
  assert.match(text, /^ +2000 s {2}info/m);
  assert.ok(text.includes("\\a\\u000a2026 OS launched"));
});

test("an empty log says so", () => {
  assert.match(render(), /0 boots, 0 entries\n\nThe log is empty: no boot application wrote to it\.\n$/);
});
