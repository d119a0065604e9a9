import path from "node:path";
import { Uri } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { diskScheme } from "../inside/disk-uri.ts";
import { type DiskLocation, locationOf } from "../inside/places.ts";
import { readDataFolder } from "../runs/data-folder.ts";
import { isSamePath } from "../runs/local-path.ts";
import { imageName } from "../runs/run.ts";
import type { ArtifactNode } from "../tree/artifact-node.ts";
import type { ArtifactsTree } from "../tree/artifacts-tree.ts";

/** What a command works on: the row that it was called on; undefined from the palette. */
export type CommandTarget = ArtifactNode | undefined;

/**
 * Makes a target of what VS Code hands to a command: a row of the view as it is, and for a file of the explorer the row
 * that it would have, also where it is inside of a disk.
 * @throws UserError where the file is not there
 */
export async function commandTarget(
  argument: unknown,
  tree: ArtifactsTree,
  images: DiskImages,
): Promise<CommandTarget> {
  if (tree.isNode(argument)) return argument;
  if (!(argument instanceof Uri)) return undefined;
  if (argument.scheme === "file") return fileTarget(argument.fsPath);
  const place = argument.scheme === diskScheme ? locationOf(argument) : undefined;
  return place === undefined ? undefined : innerTarget(place, images);
}

async function fileTarget(wanted: string): Promise<CommandTarget> {
  const { runs } = await readDataFolder(path.dirname(wanted));
  for (const run of runs) {
    const file = run.files.find((candidate) => isSamePath(candidate.path, wanted));
    if (file !== undefined) return { kind: "file", run, file, isChild: false };
  }
  throw new UserError("no-artifact", `'${imageName(wanted)}' is not a disk image or artifact that can be read.`);
}

async function innerTarget(
  { image, partition, path: inner }: DiskLocation,
  images: DiskImages,
): Promise<CommandTarget> {
  if (partition === null) return fileTarget(image);
  if (inner === "") {
    const found = (await images.ask("partitions", { image })).find(({ index }) => index === partition);
    if (found !== undefined) return { kind: "partition", image, partition: found };
  } else {
    const entry = await images.ask("stat", { image, partition, path: inner });
    if (entry !== null) return { kind: "entry", image, partition, path: inner, entry };
  }
  throw new UserError("no-artifact", `There is no '${inner}' in ${imageName(image)} any more.`);
}
