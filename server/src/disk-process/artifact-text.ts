import path from "node:path";
import type { ArtifactText } from "../disk-protocol.ts";
import type { ByteSource } from "../disks/byte-source.ts";
import { fileSource, hiveLogs } from "../disks/formats/find-artifacts.ts";
import { type ArtifactKind, artifactHeadSize, identifyArtifact } from "../disks/formats/identify.ts";
import { readArtifact } from "../disks/formats/read-artifact.ts";
import type { OpenedDisk } from "../disks/open-disk.ts";
import { DiskError } from "../disks/problem.ts";
import { existingEntry, fileSystemOf } from "./disk-files.ts";

/** Where an artifact is; `partition` null: the image itself, `path` being its name. */
export interface ArtifactPlace {
  readonly partition: number | null;
  readonly path: string;
}

/** An artifact as text that explains it. @throws DiskError where it is none, or cannot be read */
export function artifactText(disk: OpenedDisk, place: ArtifactPlace): ArtifactText {
  const source = sourceOf(disk, place);
  const name = path.win32.basename(place.path);
  const kind = identifyArtifact(name, source.read(0, Math.min(source.size, artifactHeadSize)));
  if (kind === undefined) throw new DiskError("no-artifact", `'${name}' is nothing that can be explained as text.`, 0);
  return { kind, text: readArtifact(kind, name, source, logsOf(disk, place, kind)).text };
}

function logsOf(disk: OpenedDisk, { partition, path: at }: ArtifactPlace, kind: ArtifactKind): readonly ByteSource[] {
  return partition === null || kind !== "boot-configuration" ? [] : hiveLogs(fileSystemOf(disk, partition), at);
}

function sourceOf(disk: OpenedDisk, place: ArtifactPlace): ByteSource {
  if (place.partition === null) return disk.image.source;
  const fileSystem = fileSystemOf(disk, place.partition);
  return fileSource(fileSystem, existingEntry(fileSystem, place));
}
