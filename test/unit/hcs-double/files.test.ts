import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { hcs, hex } from "./bindings.ts";
import { needsDouble } from "./libraries.ts";
import { documentWith, Uvm, until, withKnobs } from "./uvm.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hcsd-files-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, "disk");
  return place;
}

/** Members of VirtualMachine with one SCSI disk. */
const disk = (Path: string, ReadOnly?: true) =>
  documentWith({ Devices: { Scsi: { controller: { Attachments: { 0: { Type: "VirtualDisk", Path, ReadOnly } } } } } });

describe("files of the double's systems", needsDouble, () => {
  test("a grant needs its file, counts once, and lasts until it is revoked", () => {
    const scratch = file("granted ä.vhdx");
    assert.equal(hex(hcs.grant("a", path.join(folder, "missing"))), "0x80070002");
    assert.equal(hcs.grant("a", scratch), 0);
    assert.equal(hcs.grant("a", scratch), 0);
    assert.equal(hcs.grantGroup(scratch), 0);
    assert.equal(hcs.live(4), 2);
    assert.equal(hcs.revoke("a", scratch), 0);
    assert.equal(hcs.revokeGroup(scratch), 0);
    assert.equal(hcs.live(4), 0);
  });

  const refused = [
    ["a missing file", () => path.join(folder, "nothing.vhdx"), "0x80070002"],
    ["a file without a grant", () => file("closed.vhdx"), "0x80070005"],
  ] as const;
  for (const [what, place, expected] of refused) {
    test(`start refuses ${what}, and names it`, async () => {
      const scratch = place();
      const uvm = await Uvm.create("refused", disk(scratch));
      const { result, document } = await uvm.start();
      assert.equal(result, expected);
      assert.ok(document?.includes(path.basename(scratch)));
      await uvm.close();
    });
  }

  test("the guest writes to its writable disk what the knob says, and not into the footer", async () => {
    const sectors = (...marks: readonly string[]): Buffer =>
      Buffer.concat(marks.map((mark) => Buffer.alloc(512, mark)));
    const [scratch, wanted] = [file("written ä.vhd"), file("wanted.vhd")];
    writeFileSync(wanted, sectors("a", "x", "c", "y"));
    for (const [readOnly, expected] of [
      [undefined, sectors("a", "x", "c", "d")],
      [true, sectors("a", "b", "c", "d")],
    ] as const) {
      writeFileSync(scratch, sectors("a", "b", "c", "d"));
      hcs.grantGroup(scratch);
      await withKnobs({ HCSD_GUEST_WRITES: `0=${wanted}` }, async () => {
        const uvm = await Uvm.create("writer", disk(scratch, readOnly));
        await uvm.start();
        await uvm.close();
      });
      assert.deepEqual(readFileSync(scratch), expected);
    }
  });

  test("two systems cannot have a disk that one of them writes", async () => {
    const [scratch, rootfs] = [file("scratch.vhdx"), file("rootfs.vhd")];
    for (const place of [scratch, rootfs]) hcs.grantGroup(place);
    const results: string[] = [];
    for (const document of [disk(scratch), disk(rootfs, true)]) {
      const [first, second] = [await Uvm.create("first", document), await Uvm.create("second", document)];
      await first.start();
      results.push((await second.start()).result);
      await Promise.all([first.close(), second.close()]);
    }
    for (const place of [scratch, rootfs]) hcs.revokeGroup(place);
    assert.deepEqual(results, ["0x80070020", "0x00000000"]);
  });

  // Only Windows locks files that others have open.
  if (process.platform === "win32") {
    test("files stay locked for a moment after the exit", async () => {
      const scratch = file("locked.vhdx");
      hcs.grantGroup(scratch);
      await withKnobs({ HCSD_LOCK_MS: "100" }, async () => {
        const uvm = await Uvm.create("locks", disk(scratch));
        await uvm.start();
        await uvm.terminate();
        await uvm.event(1);
        assert.throws(() => openSync(scratch, "r"), { code: "EBUSY" });
        await until(() => {
          try {
            closeSync(openSync(scratch, "r"));
            return true;
          } catch {
            return undefined;
          }
        }, "the lock to go");
        await uvm.close();
      });
      hcs.revokeGroup(scratch);
    });
  }
});
