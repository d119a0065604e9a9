import type { WorkspaceFiles } from "./workspace-files.ts";

/** Files of folders, by URI, folder by folder; none where the server has no files. */
export async function filesOf(
  folders: readonly string[],
  files: WorkspaceFiles | undefined,
  isWanted: (name: string) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of folders) found.push(...((await files?.list(folder, isWanted, () => true)) ?? []));
  return found;
}
