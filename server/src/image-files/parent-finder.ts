import { realpathSync } from "node:fs";
import path from "node:path";
import type { FoundParent, ParentRequest } from "../disks/image/disk-image.ts";
import { openImage } from "../disks/image/open-image.ts";
import { isRequested } from "../disks/image/parent-chain.ts";
import { DiskError } from "../disks/problem.ts";
import { ImageFileError } from "./image-file-error.ts";

/** Opens a file that may be a parent; throws ImageFileError where it cannot be read. */
type OpenFile = (file: string) => FoundParent["source"];

/** What the finder works with. */
export interface ParentSearch {
  /** Files that the user pointed at. */
  readonly given: readonly string[];
  /** Where a request's own paths lead. */
  readonly pathsOf: (request: ParentRequest) => readonly string[];
  /** Identity of the disk whose chain this is. */
  readonly root: string;
  readonly open: OpenFile;
}

/**
 * Finds the parent that a disk asks for. A file with the right identifier wins, one that the user pointed at first;
 * else what the user pointed at, for the disk itself, or what stands where the disk says: the mismatch is then reported.
 */
export function findParent(request: ParentRequest, search: ParentSearch): FoundParent | undefined {
  const given = existing(search.given, search.open);
  const named = existing(search.pathsOf(request), search.open).filter(({ identity }) => !has(given, identity));
  const right = [...given, ...named].find(({ source }) => isRequested(request, linkIdentifier(source)));
  if (right !== undefined) return right;
  return (request.childIdentity === search.root ? given[0] : undefined) ?? named[0];
}

function has(parents: readonly FoundParent[], identity: string): boolean {
  return parents.some((parent) => parent.identity === identity);
}

function existing(files: readonly string[], open: OpenFile): FoundParent[] {
  return files.flatMap((file) => {
    const identity = realPath(file);
    const source = identity === undefined ? undefined : openIfReadable(identity, open);
    return identity === undefined || source === undefined ? [] : [{ source, identity }];
  });
}

function openIfReadable(file: string, open: OpenFile): FoundParent["source"] | undefined {
  try {
    return open(file);
  } catch (error) {
    if (error instanceof ImageFileError) return undefined;
    throw error;
  }
}

function linkIdentifier(source: FoundParent["source"]): string | undefined {
  try {
    return openImage(source).linkIdentifier;
  } catch (error) {
    if (error instanceof DiskError) return undefined;
    throw error;
  }
}

/** A file's path without symbolic links, which tells files apart; `undefined` where there is no such file. */
export function realPath(file: string): string | undefined {
  try {
    return realpathSync.native(path.resolve(file));
  } catch {
    return undefined;
  }
}
