// Writes what debug boots leave behind into a folder, as the tests in VS Code do: made by the same builders.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./paths.mjs";

/**
 * Writes the samples beside a workspace, and tells the workspace's settings where they are.
 * @param {string} workspace
 * @returns {Promise<import("../vscode/support/artifact-folder.ts").ArtifactFolder>}
 */
export async function addArtifactSamples(workspace) {
  const samples = await writeArtifactSamples(path.dirname(workspace));
  const settings = {
    "confidentialPods.artifacts.folders": [samples.folder],
    "confidentialPods.artifacts.bootFilesFolder": samples.bootFiles,
  };
  mkdirSync(path.join(workspace, ".vscode"), { recursive: true });
  writeFileSync(path.join(workspace, ".vscode", "settings.json"), JSON.stringify(settings, null, 2));
  return samples;
}

/**
 * @param {string} parent folder that gets the boot files and the data folder
 * @returns {Promise<import("../vscode/support/artifact-folder.ts").ArtifactFolder>}
 */
async function writeArtifactSamples(parent) {
  const outfile = path.join(root, "out", "artifact-samples.mjs");
  await build({
    entryPoints: [path.join(root, "test", "vscode", "support", "artifact-folder.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { writeArtifactFolder } = await import(pathToFileURL(outfile).href);
  return writeArtifactFolder(parent);
}
