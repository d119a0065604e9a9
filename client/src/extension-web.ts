import { type ExtensionContext, window } from "vscode";
import { activateAuthoring } from "./authoring/authoring-feature.ts";
import { type CommandMap, type MachineCommandId, portableCommandIds } from "./infrastructure/command-map.ts";
import { registerCommands } from "./infrastructure/commands.ts";
import { createErrorBoundary } from "./infrastructure/error-boundary.ts";
import { windowErrorSurface } from "./infrastructure/error-surface.ts";
import type { FeatureContext } from "./infrastructure/feature-context.ts";
import { activateLanguage, type LanguageFeature } from "./language/language-feature.ts";
import { createWorkerClient } from "./language/worker-client.ts";
import { activatePayloads } from "./payloads/payloads-feature.ts";
import { activatePreview } from "./preview/preview-feature.ts";
import { activateSchemas } from "./schemas/schemas-feature.ts";

let language: LanguageFeature | undefined;

/** Called by a VS Code that runs in a browser: composes the features that need no machine. */
export function activate(extension: ExtensionContext): void {
  const log = window.createOutputChannel("Confidential Pods", { log: true });
  const context: FeatureContext = { extension, log, boundary: createErrorBoundary(windowErrorSurface(log)) };
  language = activateLanguage(context, () => Promise.resolve(createWorkerClient(extension, log, portableCommandIds)));
  const { server } = language;
  const { "confidentialPods.newPodSpec": newPodSpec } = activateAuthoring(context, server);
  activateSchemas(context, server);
  const handlers: Omit<CommandMap, MachineCommandId> = {
    "confidentialPods.showOutput": () => log.show(),
    ...language.commands,
    "confidentialPods.newPodSpec": newPodSpec,
    ...activatePreview(context, server),
    ...activatePayloads(context, server),
  };
  extension.subscriptions.push(log, registerCommands(context.boundary, handlers));
}

/** Called by VS Code when the window closes. */
export async function deactivate(): Promise<void> {
  await language?.stop();
}
