import assert from "node:assert/strict";
import { appendFileSync, readdirSync, rmSync, truncateSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import type { CallContext } from "../../../server/src/disk-process/call-context.ts";
import { diskHandlers } from "../../../server/src/disk-process/disk-handlers.ts";
import { OpenImages } from "../../../server/src/disk-process/open-images.ts";
import { fatVolume } from "../disks/support/fat-builder.ts";
import { pattern } from "../disks/support/pattern.ts";
import { fixedVhd } from "../disks/support/vhd-builder.ts";
import { scratchFolder } from "../image-files/scratch-folder.ts";

const files = new Map(["a.bin", "b.bin"].map((name) => [name, pattern(600_000)]));
const bytes = fixedVhd(fatVolume({ kind: "FAT12", sectorSize: 4096 }, files).volume);
const images = new OpenImages();
after(() => images.closeAll());
const handlers = diskHandlers(images);

/** A call during which something happens to the image, once the first file is on its way. */
function during(happens: () => void): CallContext {
  let done = false;
  return {
    checkpoint: async () => undefined,
    progress: () => {
      if (!done) happens();
      done = true;
    },
  };
}

function setUp(): { image: string; target: string } {
  const folder = scratchFolder({ "disk.vhd": bytes });
  return { image: path.join(folder, "disk.vhd"), target: path.join(folder, "out") };
}

const everything = { partition: null, path: "" };

test("an image that another process writes to is extracted, and the result says that it may not fit together", async () => {
  const { image, target } = setUp();
  const call = during(() => appendFileSync(image, "more"));
  const result = await handlers.extract({ image, ...everything, target }, call);
  assert.equal(result.files, 2);
  assert.match(result.problems.join(), /was changed while it was read/);
});

test("an image that is cut while it is read ends the extraction, and leaves no part of a file", async () => {
  const { image, target } = setUp();
  const call = during(() => truncateSync(image, 64 * 1024));
  const extraction = async (): Promise<unknown> => handlers.extract({ image, ...everything, target }, call);
  await assert.rejects(extraction, /became shorter while it was read/);
  assert.deepEqual(readdirSync(target), ["a.bin"]);
});

test("an image that vanishes is still read by who has it open, and then is not there", async () => {
  const { image, target } = setUp();
  const result = await handlers.extract(
    { image, ...everything, target },
    during(() => rmSync(image)),
  );
  assert.equal(result.files, 2);
  const asked = async (): Promise<unknown> =>
    handlers.verdict(
      { image },
      during(() => undefined),
    );
  await assert.rejects(asked, /'.*disk\.vhd' cannot be read: there is no such file\./);
});
