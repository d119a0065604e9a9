import { recordedPristine } from "../image-files/recorded-pristine.ts";
import { artifactText } from "./artifact-text.ts";
import { checkBootFiles } from "./boot-files.ts";
import { bootStatus } from "./boot-status.ts";
import { compareDisks } from "./compare-disks.ts";
import { diskEntry, fileSystemOf, findEntry, findFiles, listDirectory, readWholeFile } from "./disk-files.ts";
import { describePartition, diskOverview } from "./disk-overview.ts";
import { extractPlace } from "./extract-place.ts";
import { findText } from "./find-text.ts";
import { OpenImages } from "./open-images.ts";
import type { DiskHandlers } from "./serve-calls.ts";

/** The answers of `dist/disks.js`, over images that it keeps open for a while. */
export function diskHandlers(images = new OpenImages()): DiskHandlers {
  return {
    overview: (params) => images.use(params, diskOverview),
    verdict: (params) => images.use(params, ({ disk }) => disk.verdict.text),
    partitions: (params) => images.use(params, ({ disk }) => disk.partitions.map(describePartition)),
    isChild: (params) => images.use(params, ({ disk }) => disk.image.parent !== undefined),
    bootStatus: (params) => images.use(params, ({ disk }) => bootStatus(disk)),
    pristine: ({ image }) => recordedPristine(image) ?? null,
    list: (params) => images.use(params, ({ disk }) => listDirectory(disk, params)),
    stat: (params) =>
      images.use(params, ({ disk }) => {
        const entry = findEntry(fileSystemOf(disk, params.partition), params.path);
        return entry === undefined ? null : diskEntry(entry);
      }),
    read: (params, call) => images.use(params, ({ disk }) => readWholeFile(disk, params, call)),
    artifact: (params) => images.use(params, ({ disk }) => artifactText(disk, params)),
    compare: ({ before, after, of }, call) =>
      images.use(before, (old) => images.use(after, (current) => compareDisks(old, current, of, call))),
    find: (params, call) => images.use(params, ({ disk }) => findFiles(disk, params, call)),
    findText: (params, call) => images.use(params, (image) => findText(image, params, call)),
    extract: (params, call) => images.use(params, (image) => extractPlace(image, params, call)),
    bootFiles: checkBootFiles,
    release: ({ image }) => {
      images.release(image);
      return null;
    },
  };
}
