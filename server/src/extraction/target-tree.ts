import { lstatSync, mkdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { makeWithParents } from "../files/make-folder.ts";
import { systemCode } from "../files/system-error.ts";
import { NameBook } from "./safe-name.ts";
import { TargetError, targetError } from "./target-error.ts";

interface Folder {
  readonly target: string;
  readonly names: NameBook;
}

/**
 * The folders below an extraction's target. Names are safe ones, so no path of an image leads out of it; and links that
 * are there already are not entered, since they could.
 */
export class TargetTree {
  readonly #folders = new Map<string, Folder | TargetError>();
  readonly #times: (readonly [target: string, milliseconds: number])[] = [];

  /** @throws TargetError where the folder cannot be made. */
  constructor(root: string) {
    try {
      makeWithParents(root);
    } catch (error) {
      throw targetError(root, error);
    }
    this.#folders.set("", { target: root, names: new NameBook() });
  }

  /** Makes a directory of the image; `modified` is set when everything is in it. @throws TargetError */
  addFolder(directory: string, modified: number | undefined): void {
    const { target } = this.#folder(directory);
    if (modified !== undefined) this.#times.push([target, modified]);
  }

  /** Where the file at this path of the image goes; its folder is there then. @throws TargetError */
  placeOf(file: string): string {
    const slash = file.lastIndexOf("/");
    const { target, names } = this.#folder(slash < 0 ? "" : file.slice(0, slash));
    return path.join(target, names.take(file.slice(slash + 1)));
  }

  /** Gives the folders their times, inner ones first: making something in a folder changes its time. */
  finish(): void {
    for (const [target, modified] of this.#times.toReversed()) keepTime(target, modified);
  }

  #folder(directory: string): Folder {
    const known = this.#folders.get(directory);
    if (known instanceof TargetError) throw known;
    if (known !== undefined) return known;
    const slash = directory.lastIndexOf("/");
    const parent = this.#folder(slash < 0 ? "" : directory.slice(0, slash));
    const target = path.join(parent.target, parent.names.take(directory.slice(slash + 1)));
    try {
      makeFolder(target);
    } catch (error) {
      // What is in it fails for the same reason, not under another name.
      if (error instanceof TargetError) this.#folders.set(directory, error);
      throw error;
    }
    const folder = { target, names: new NameBook() };
    this.#folders.set(directory, folder);
    return folder;
  }
}

function makeFolder(target: string): void {
  try {
    mkdirSync(target);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw targetError(target, error);
    if (!lstatSync(target).isDirectory())
      throw new TargetError(`'${target}' is in the way: it is not a folder.`, false);
  }
}

/** Sets a time as far as the target's file system can hold it: a file is worth more than its time. */
export function keepTime(target: string, modified: number): void {
  try {
    utimesSync(target, modified / 1000, modified / 1000);
  } catch (error) {
    if (systemCode(error) === "") throw error;
  }
}
