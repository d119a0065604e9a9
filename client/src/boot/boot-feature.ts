import { window } from "vscode";
import type { HostSystem } from "../../../server/src/protocol.ts";
import type { CommandMap } from "../infrastructure/command-map.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { type BootCommand, bootCommands } from "./boot-commands.ts";
import type { BootContext } from "./boot-context.ts";
import { canBoot, HostProcesses } from "./host-process/host-module.ts";
import { BootPages } from "./pages/boot-pages.ts";
import { takeOver } from "./run-session.ts";
import { hostMemory } from "./session/host-memory.ts";
import { KnownHosts } from "./session/known-hosts.ts";
import { Sessions } from "./session/sessions.ts";
import { recoverUnfinished } from "./session/unfinished-runs.ts";
import { createStatusItem } from "./uvms/status-item.ts";
import { UvmTree } from "./uvms/uvm-tree.ts";

/** Sets up booting. Starts no process before somebody boots, looks at the view, or an earlier window left a run. */
export function activateBoot(
  feature: FeatureContext,
  server: LanguageServer,
  artifacts: Pick<BootContext, "addDebugFolder" | "showRun">,
): Pick<CommandMap, BootCommand> {
  const { extension, log, boundary } = feature;
  const hosts = new HostProcesses(extension.asAbsolutePath("dist/host.js"));
  const sessions = new Sessions();
  const pages = new BootPages();
  const knownHosts = new KnownHosts(hostMemory(feature));
  const context: BootContext = { ...feature, server, hosts, sessions, knownHosts, pages, ...artifacts };
  const tree = new UvmTree(sessions, () => listSystems(hosts));
  extension.subscriptions.push(pages, hosts, tree, createStatusItem(sessions), {
    dispose: () =>
      Promise.all(sessions.alive.filter(({ outlivesWindow }) => !outlivesWindow).map((session) => session.terminate())),
  });
  void boundary("Finding UVMs of an earlier window", () => takeOver(context));
  void boundary("Tidying up after an earlier window", async () => {
    const recovered = await recoverUnfinished(extension.globalState, () => hosts.start());
    for (const file of recovered) log.warn(`A run of an earlier window was cut off and is tidied up: ${file}`);
    if (recovered.length === 0) return;
    const text = `${recovered.length === 1 ? "A boot" : `${recovered.length} boots`} of an earlier window was cut off. What was left is preserved and tidied up.`;
    const pressed = await window.showWarningMessage(text, "Show Output");
    if (pressed !== undefined) log.show();
  });
  return bootCommands(context, tree);
}

const isSystem = (value: unknown): value is HostSystem =>
  typeof value === "object" && value !== null && "id" in value && "owner" in value;

/** The compute systems of this host; none where there is no HCS. */
async function listSystems(hosts: HostProcesses): Promise<readonly HostSystem[]> {
  if (!canBoot()) return [];
  const systems = await hosts.forQuestions().ask({ type: "list" });
  return Array.isArray(systems) ? systems.filter(isSystem) : [];
}
