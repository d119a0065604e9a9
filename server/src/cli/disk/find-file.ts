import { fileSource } from "../../disks/formats/find-artifacts.ts";
import { type ListedFile, listFiles } from "../../image-files/listed-file.ts";
import type { SubjectImage } from "./answer-images.ts";

/**
 * The file at a path, which may be written with `/` or `\` and end in `:stream`; `undefined`: there is none, or it is a
 * directory. Without a partition the first one that has it.
 */
export function findFile(
  image: SubjectImage,
  path: string,
  partition: number | undefined,
  deleted: boolean,
): ListedFile | undefined {
  const wanted = path.replaceAll("\\", "/").replace(/^\/+/, "");
  if (deleted || image.whole !== undefined) return findByWalk(image, wanted, partition);
  for (const { index, fileSystem } of image.disk.partitions) {
    if (fileSystem === undefined || (partition !== undefined && index !== partition)) continue;
    const entry = fileSystem.find(wanted);
    if (entry === undefined || entry.kind === "directory") continue;
    return { ...entry, partition: index, source: fileSource(fileSystem, entry), withheld: undefined };
  }
  return undefined;
}

/** What is deleted is in no directory any more; the name of one that is still there wins. */
function findByWalk(image: SubjectImage, wanted: string, partition: number | undefined): ListedFile | undefined {
  let found: ListedFile | undefined;
  for (const file of listFiles(image, partition, { streams: true, deleted: true }).files) {
    if (file.path !== wanted || file.kind === "directory") continue;
    if (!file.deleted) return file;
    found ??= file;
  }
  return found;
}
