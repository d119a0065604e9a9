import path from "node:path";
import type { DiskArea } from "../disk-protocol.ts";
import type { ListOptions } from "../disks/filesystems/file-system.ts";
import { wholeArtifact } from "../disks/formats/find-artifacts.ts";
import { DiskError } from "../disks/problem.ts";
import { type ListedFile, listFiles } from "../image-files/listed-file.ts";
import type { ImageFile } from "../image-files/open-image-file.ts";
import type { CallContext } from "./call-context.ts";
import { fileSystemOf, findEntry } from "./disk-files.ts";

/**
 * What lies in an area of an image: the file or directory at its path with all below, or everything.
 * @throws DiskError where nothing is at the path
 */
export async function chosenFiles(image: ImageFile, area: DiskArea, call: CallContext): Promise<readonly ListedFile[]> {
  const subject = { disk: image.disk, whole: wholeArtifact(image.disk, path.basename(image.name)) };
  const chosen: ListedFile[] = [];
  for (const file of listFiles(subject, area.partition ?? undefined, listOptions(image, area)).files) {
    if (isIn(area, file)) chosen.push(file);
    await call.checkpoint();
  }
  if (chosen.length > 0 || area.path === "") return chosen;
  throw new DiskError("file-not-found", `There is no '${area.path}' on this volume.`, 0);
}

/** A deleted file or a stream is taken where it is itself what was asked for. */
function listOptions({ disk }: ImageFile, { partition, path: wanted }: DiskArea): ListOptions {
  if (partition === null || wanted === "") return {};
  const entry = findEntry(fileSystemOf(disk, partition), wanted);
  return { deleted: entry?.deleted ?? false, streams: entry?.kind === "stream" };
}

function isIn(area: DiskArea, file: ListedFile): boolean {
  if (area.partition === null || area.path === "") return true;
  return file.path === area.path || file.path.startsWith(`${area.path}/`);
}
