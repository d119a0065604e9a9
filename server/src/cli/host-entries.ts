import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readReason } from "../files/system-error.ts";
import { decode } from "../files/text-encoding.ts";
import { cleanPath } from "../pods/uvm/windows-path.ts";
import { UsageError } from "./usage-error.ts";

/** What lies at a path of the host. */
export type HostEntries = (path: string) => "file" | "folder" | undefined;

function onThisHost(path: string): ReturnType<HostEntries> {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : stat.isDirectory() ? "folder" : "file";
}

/** One spelling of the many that Windows takes for the same path. */
const spelled = (entry: string): string =>
  entry.trim() === "" ? "" : cleanPath(entry.trim().toLowerCase()).replace(/\\+$/, "");

/** A listing as `dir /s /b` prints it, one path a line; what other paths lie below, or a backslash ends, is a folder. */
function fromListing(text: string): HostEntries {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const entry = spelled(line);
    if (entry === "") continue;
    if (line.trimEnd().endsWith("\\")) folders.add(entry);
    else files.add(entry);
    for (let end = entry.lastIndexOf("\\"); end > 0; end = entry.lastIndexOf("\\", end - 1)) {
      folders.add(entry.slice(0, end));
    }
  }
  return (asked) => {
    const entry = spelled(asked);
    return folders.has(entry) ? "folder" : files.has(entry) ? "file" : undefined;
  };
}

/**
 * What the host has: by a listing of it, or by looking where this machine can be the host, on Windows. Elsewhere
 * undefined, since a Windows path means nothing there.
 */
export function hostEntries(listing: string | undefined, folder: string): HostEntries | undefined {
  if (listing === undefined) return process.platform === "win32" ? onThisHost : undefined;
  try {
    return fromListing(decode(readFileSync(path.resolve(folder, listing))).text);
  } catch (error) {
    throw new UsageError(`--host-files cannot be read: ${readReason(error)}.`);
  }
}
