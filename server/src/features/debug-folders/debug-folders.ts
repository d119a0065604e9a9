import { isSpecName } from "../../pods/file/spec-names.ts";
import { PodFile } from "../../pods/pod-file.ts";
import { keys } from "../../pods/uvm/annotation-keys.ts";
import type { DebugFolders } from "../../protocol.ts";
import { syntaxOf } from "../language-syntax.ts";
import { nextTurn } from "../next-turn.ts";
import { ourSets } from "../places/our-sets.ts";
import type { ServerContext } from "../server-context.ts";

const namingKeys = {
  debugDataPaths: keys.wcowDebugDataPath,
  bootFilesRoots: keys.bootFilesRootPath,
} as const;

/** The folders on hosts that the specs of the workspace name; of open ones as they are in the editor. */
export interface DebugFolderFeatures {
  debugFolders(): Promise<DebugFolders>;
}

const none: DebugFolders = { debugDataPaths: [], bootFilesRoots: [] };

export function startDebugFolders(context: ServerContext): DebugFolderFeatures {
  return {
    debugFolders: () => context.boundary.runAsync("finding debug folders", none, () => readDebugFolders(context)),
  };
}

async function readDebugFolders({ documents, files, folders }: ServerContext): Promise<DebugFolders> {
  const found = { debugDataPaths: new Set<string>(), bootFilesRoots: new Set<string>() };
  const collect = (file: PodFile): void => {
    for (const { set } of ourSets(file)) {
      for (const { key, value, valueKnown } of set.annotations) {
        if (!valueKnown || value === "") continue;
        if (key === namingKeys.debugDataPaths) found.debugDataPaths.add(value);
        if (key === namingKeys.bootFilesRoots) found.bootFilesRoots.add(value);
      }
    }
  };
  for (const { file } of documents.all()) collect(file);
  for (const folder of folders.all()) {
    for (const uri of (await files?.list(folder, isSpecName, () => true)) ?? []) {
      if (documents.get(uri) !== undefined) continue;
      const text = await files?.read(uri);
      // Most files of a workspace mention neither, and need not be parsed.
      if (text === undefined || !Object.values(namingKeys).some((key) => text.includes(key))) continue;
      collect(PodFile.open(uri, text, syntaxOf(uri, "")));
      await nextTurn();
    }
  }
  return { debugDataPaths: [...found.debugDataPaths].sort(), bootFilesRoots: [...found.bootFilesRoots].sort() };
}
