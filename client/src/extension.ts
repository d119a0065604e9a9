import { type ExtensionContext, window } from "vscode";
import { activateArtifacts } from "./artifacts/artifacts-feature.ts";
import { activateAuthoring } from "./authoring/authoring-feature.ts";
import { activateBoot } from "./boot/boot-feature.ts";
import { type CommandMap, commandIds } from "./infrastructure/command-map.ts";
import { registerCommands } from "./infrastructure/commands.ts";
import { createErrorBoundary } from "./infrastructure/error-boundary.ts";
import { windowErrorSurface } from "./infrastructure/error-surface.ts";
import type { FeatureContext } from "./infrastructure/feature-context.ts";
import { activateLanguage, type LanguageFeature } from "./language/language-feature.ts";
import { processClient } from "./language/process-client.ts";
import { activatePayloads } from "./payloads/payloads-feature.ts";
import { activatePreview } from "./preview/preview-feature.ts";
import { activateSchemas } from "./schemas/schemas-feature.ts";

let language: LanguageFeature | undefined;

/** Called by VS Code once; composes the features and returns without waiting for any of them. */
export function activate(extension: ExtensionContext): void {
  const log = window.createOutputChannel("Confidential Pods", { log: true });
  const context: FeatureContext = { extension, log, boundary: createErrorBoundary(windowErrorSurface(log)) };
  language = activateLanguage(context, processClient(extension, log, commandIds));
  const { server } = language;
  const artifacts = activateArtifacts(context, server);
  activateSchemas(context, server);
  const handlers: CommandMap = {
    "confidentialPods.showOutput": () => log.show(),
    ...language.commands,
    ...activateAuthoring(context, server),
    ...activatePreview(context, server),
    ...activatePayloads(context, server),
    ...artifacts.commands,
    ...activateBoot(context, server, {
      addDebugFolder: artifacts.addBootFolder,
      showRun: artifacts.showRun,
    }),
  };
  extension.subscriptions.push(log, registerCommands(context.boundary, handlers));
}

/** Called by VS Code when the window closes; it waits a few seconds for the language server to end. */
export async function deactivate(): Promise<void> {
  await language?.stop();
}
