import type { FileSystem } from "../../../../server/src/disks/filesystems/file-system.ts";

/** Every file and stream with its content as text in latin1, by path. */
export function readFiles(fileSystem: FileSystem): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of fileSystem.walk({ streams: true })) {
    if (entry.kind === "directory") continue;
    files[entry.path] = fileSystem.readFile(entry, 0, entry.size).toString("latin1");
  }
  return files;
}

/** The codes of problems, each once, in order. */
export function codesOf(problems: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(problems.map(({ code }) => code))];
}
