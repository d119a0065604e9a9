import { guidLe, utf16le } from "../fields.ts";
import type { ProblemLog } from "../problem.ts";
import type { ParentLocator } from "./disk-image.ts";

const vhdxLocatorType = "b04aefb7-d19e-4a81-b789-25b8e9445913";
const pathKeys = ["relative_path", "absolute_win32_path", "volume_path"];

export interface VhdxParentLocator {
  /** The parent's data write GUID, lower case without braces. */
  readonly linkage: string;
  /** A second one that the parent may have instead; `undefined`: there is none. */
  readonly linkage2: string | undefined;
  readonly paths: readonly ParentLocator[];
}

/** Reads the parent locator item ([MS-VHDX] 2.6.2.6); `offset` is its region's, for messages. */
export function parseParentLocator(bytes: Buffer | undefined, offset: number, log: ProblemLog): VhdxParentLocator {
  const entries = new Map<string, string>();
  if (bytes === undefined || bytes.length < 20 || guidLe(bytes, 0) !== vhdxLocatorType) {
    log.add("vhdx-parent-locator", "The disk has a parent, but no readable parent locator names it.", offset);
  } else {
    const count = Math.min(bytes.readUInt16LE(18), Math.floor((bytes.length - 20) / 12));
    for (let at = 20; at < 20 + count * 12; at += 12) {
      const key = textAt(bytes, bytes.readUInt32LE(at), bytes.readUInt16LE(at + 8));
      const value = textAt(bytes, bytes.readUInt32LE(at + 4), bytes.readUInt16LE(at + 10));
      if (key !== undefined && value !== undefined) entries.set(key, value);
    }
  }
  const paths = pathKeys.flatMap((kind) => {
    const path = entries.get(kind);
    return path === undefined || path === "" ? [] : [{ kind, path }];
  });
  const linkage = guidOf(entries.get("parent_linkage") ?? "");
  if (linkage === "") log.add("vhdx-parent-linkage", "The parent locator has no identifier of the parent.", offset);
  const second = entries.get("parent_linkage2");
  return { linkage, linkage2: second === undefined ? undefined : guidOf(second), paths };
}

function guidOf(text: string): string {
  return text.replace(/[{}]/g, "").toLowerCase();
}

function textAt(bytes: Buffer, at: number, length: number): string | undefined {
  return at + length <= bytes.length ? utf16le(bytes, at, length) : undefined;
}
