import { statSync } from "node:fs";

/**
 * What lies at a path, where this machine can be the host: on Windows. Elsewhere undefined, since a Windows path means
 * nothing there.
 */
export function hostEntries(): ((path: string) => "file" | "folder" | undefined) | undefined {
  if (process.platform !== "win32") return undefined;
  return (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? undefined : stat.isDirectory() ? "folder" : "file";
  };
}
