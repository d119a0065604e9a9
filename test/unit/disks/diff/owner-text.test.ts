import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOwner, ownerText, rangeText } from "../../../../server/src/disks/diff/owner-text.ts";
import type { DiskOwner } from "../../../../server/src/disks/diff/ownership.ts";

const partition = 2;
const owners: readonly (readonly [DiskOwner, string])[] = [
  [{ kind: "partition-table" }, "partition table"],
  [{ kind: "outside-partitions" }, "outside of partitions"],
  [{ kind: "unread", partition }, "not read here: partition 2"],
  [{ kind: "free", partition }, "free space"],
  [{ kind: "system", name: "$MFT", partition }, "file system $MFT"],
  // The root has no name of its own.
  [{ kind: "directory", path: "", partition }, "directory /"],
  [{ kind: "file", path: "EFI/a\nb", partition }, "file EFI/a\\u000ab"],
  [{ kind: "slack", path: "EFI/a", partition }, "behind the end of EFI/a"],
];

for (const [owner, text] of owners) {
  test(text, () => assert.equal(ownerText(nameOwner(owner)), text));
}

test("a range of one sector is that sector", () => {
  assert.deepEqual([rangeText([7, 7]), rangeText([7, 9])], ["7", "7-9"]);
});
