// Writes what debug boots leave behind into a folder, as the tests in VS Code do: made by the same builders.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importTypeScript } from "./import-typescript.mjs";

/**
 * Writes the samples beside a workspace, and adds to the workspace's settings where they are.
 * @param {string} workspace
 * @returns {Promise<import("../vscode/support/artifact-folder.ts").ArtifactFolder>}
 */
export async function addArtifactSamples(workspace) {
  const { writeArtifactFolder } = await importTypeScript("test/vscode/support/artifact-folder.ts");
  const samples = writeArtifactFolder(path.dirname(workspace));
  const file = path.join(workspace, ".vscode", "settings.json");
  const settings = {
    ...(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}),
    "confidentialPods.artifacts.folders": [samples.folder],
    "confidentialPods.artifacts.bootFilesFolder": samples.bootFiles,
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
  return samples;
}
