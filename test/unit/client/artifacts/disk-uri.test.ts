import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { innerPath, parseInnerPath } from "../../../../client/src/artifacts/inside/disk-uri.ts";

const cases: readonly (readonly [path: string, imagePath: string, partition: number | null, inner: string])[] = [
  ["/C:/debug/vm_boot.vhd!/0/EFI/Boot/bootx64.efi", "/C:/debug/vm_boot.vhd", 0, "EFI/Boot/bootx64.efi"],
  ["/debug/a.vhd!/12", "/debug/a.vhd", 12, ""],
  ["/debug/a.vhd!", "/debug/a.vhd", null, ""],
  ["/debug/cwcow.snp.vmgs!/cwcow.snp.vmgs", "/debug/cwcow.snp.vmgs", null, "cwcow.snp.vmgs"],
  // A folder and an image whose names end with the mark.
  ["/wow!!/a!!!/0/b!/c", "/wow!/a!", 0, "b!/c"],
  ["/debug/a.vhd!/0/x/1!/y", "/debug/a.vhd", 0, "x/1!/y"],
];

for (const [path, imagePath, partition, inner] of cases) {
  test(path, () => {
    assert.deepEqual(parseInnerPath(path), { imagePath, partition, path: inner });
    assert.equal(innerPath({ imagePath, partition, path: inner }), path);
  });
}

test("what has no mark is no place", () => {
  for (const path of ["", "/", "/debug/a.vhd", "/debug/a!!/b", "/debug/a!b"])
    assert.equal(parseInnerPath(path), undefined);
});

test("every place is read back from its path", () => {
  const part = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom("a", "!", "0", " ", ".") });
  const parts = (least: number): fc.Arbitrary<string> =>
    fc.array(part, { minLength: least, maxLength: 4 }).map((names) => names.join("/"));
  fc.assert(
    fc.property(parts(1), fc.nat(200), parts(0), (image, partition, path) => {
      const place = { imagePath: `/${image}`, partition, path };
      assert.deepEqual(parseInnerPath(innerPath(place)), place);
    }),
    { seed: 7, numRuns: 500 },
  );
});
