import { type ExtensionContext, window } from "vscode";
import { registerCommands } from "./infrastructure/commands.ts";
import { createErrorBoundary } from "./infrastructure/error-boundary.ts";
import { windowErrorSurface } from "./infrastructure/error-surface.ts";
import { activateLanguage, type LanguageFeature } from "./language/language-feature.ts";

let language: LanguageFeature | undefined;

/** Called by VS Code once; composes the features and returns without waiting for any of them. */
export function activate(extension: ExtensionContext): void {
  const log = window.createOutputChannel("Confidential Pods", { log: true });
  const boundary = createErrorBoundary(windowErrorSurface(log));
  language = activateLanguage({ extension, log, boundary });
  const commands = registerCommands(boundary, {
    "confidentialPods.showOutput": () => log.show(),
    ...language.commands,
  });
  extension.subscriptions.push(log, commands);
}

/** Called by VS Code when the window closes; it waits a few seconds for the language server to end. */
export async function deactivate(): Promise<void> {
  await language?.stop();
}
