import { workspace } from "vscode";
import type { FeatureContext } from "../../infrastructure/feature-context.ts";
import type { HostMemory } from "./known-hosts.ts";

/**
 * The memory of the hosts of this window: of its workspace, which no other window has open. Where VS Code keeps no secrets,
 * nothing is remembered, and a VM ends soon after its window.
 */
export function hostMemory({ extension, log }: Pick<FeatureContext, "extension" | "log">): HostMemory {
  const place = workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri;
  const key = `confidentialPods.boot.hosts ${place?.toString() ?? ""}`;
  return {
    get: () => extension.secrets.get(key),
    store: async (value) => {
      try {
        await extension.secrets.store(key, value);
      } catch (error) {
        log.warn(
          `A reloaded window will not find its UVMs again: ${error instanceof Error ? error.message : "unknown"}`,
        );
      }
    },
  };
}
