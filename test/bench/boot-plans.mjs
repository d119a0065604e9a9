// Plans of boots, from the language server as the extension asks for them.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { writeBootSamples } from "../tools/boot-samples.mjs";
import { LanguageClient } from "./language-client.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Writes a pod and its boot files below a folder, and opens the pod in a language server.
 * @param {string} folder
 */
export async function openPlanner(folder) {
  const workspace = path.join(folder, "workspace");
  mkdirSync(workspace);
  await writeBootSamples(workspace);
  const client = new LanguageClient([here("../../dist/server.js"), "--stdio"]);
  const capabilities = { workspace: { configuration: true } };
  await client.request("initialize", { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities });
  client.notify("initialized", {});
  const file = path.join(workspace, "boot-pod.yaml");
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, "utf8");
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  await client.request("textDocument/diagnostic", { textDocument: { uri } });
  /** The request of a boot whose VM and folders have that suffix. */
  const plan = async (suffix) => {
    const runFolder = path.join(folder, "work", suffix);
    const planned = await client.request("confidentialPods/bootPlan", {
      source: { kind: "sandbox", uri, sandboxIndex: 0 },
      suffix,
      runFolder,
      scratchVhd: "",
      machine: { kind: "posix", drivesFolder: "/mnt", pipePrefix: path.join(folder, "p-") },
    });
    if (planned.kind !== "planned") throw new Error(planned.message);
    const { plan, newScratch, debugFolder } = planned;
    return { plan, runFolder, recordFolder: debugFolder, newScratch, context: {} };
  };
  return { plan, stop: () => client.stop() };
}
