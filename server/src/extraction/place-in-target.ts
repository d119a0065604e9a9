import type { OpenedDisk } from "../disks/open-disk.ts";
import type { ListedFile } from "../image-files/listed-file.ts";

/** Where a file goes below the target of its whole image: volumes are kept apart where there are several. */
export function placeInTarget({ partition, path }: ListedFile, { partitions }: OpenedDisk): string {
  const hasSeveral = partitions.filter(({ fileSystem }) => fileSystem !== undefined).length > 1;
  return hasSeveral ? `partition ${partition}/${path}` : path;
}
