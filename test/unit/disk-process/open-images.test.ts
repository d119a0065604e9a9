import assert from "node:assert/strict";
import path from "node:path";
import { after, test } from "node:test";
import { OpenImages } from "../../../server/src/disk-process/open-images.ts";
import type { ImageFile } from "../../../server/src/image-files/open-image-file.ts";
import { ntfsVolume } from "../disks/support/ntfs-builder.ts";
import { scratchFolder } from "../image-files/scratch-folder.ts";

const { volume } = ntfsVolume(new Map([["file", { content: { kind: "resident", bytes: Buffer.from("text") } }]]));
const folder = scratchFolder({ "a.img": volume, "b.img": volume });
const images = new OpenImages();
after(() => images.closeAll());
const params = (name: string): { image: string } => ({ image: path.join(folder, name) });
const fileSystemOf = ({ disk }: ImageFile) => disk.partitions[0]?.fileSystem;

test("what a walk left in memory is kept of the image that was used last, and of those in use", async (t) => {
  const released: string[] = [];
  const spyOn = (image: ImageFile): void => {
    const fileSystem = fileSystemOf(image);
    assert.ok(fileSystem);
    t.mock.method(fileSystem, "release", () => released.push(path.basename(image.name)));
  };
  await images.use(params("a.img"), spyOn);
  await images.use(params("a.img"), () => undefined);
  assert.deepEqual(released, [], "the same again");
  await images.use(params("b.img"), spyOn);
  assert.deepEqual(released, ["a.img"]);
  await images.use(params("a.img"), () => images.use(params("b.img"), () => undefined));
  assert.deepEqual(released, ["a.img", "b.img"], "a is in use while b is asked for");
});
