import type { Connection } from "vscode-languageserver/node";
import type { ClientProfile } from "./client-profile.ts";
import { registerCodeActions } from "./code-actions/code-actions.ts";
import { startDiagnostics } from "./diagnostics/diagnostics.ts";
import type { ErrorBoundary } from "./error-boundary.ts";
import { OpenDocuments } from "./open-documents.ts";
import type { ServerContext } from "./server-context.ts";
import { followSettings, settingsSection } from "./settings/follow-settings.ts";
import { SettingsStore } from "./settings/settings-store.ts";
import { registerTextSync } from "./text-sync.ts";

/** Starts every feature for the client that has just introduced itself. */
export function startFeatures(connection: Connection, client: ClientProfile, boundary: ErrorBoundary): void {
  const settings = client.hasConfiguration
    ? new SettingsStore((scopeUri) => connection.workspace.getConfiguration({ scopeUri, section: settingsSection }))
    : new SettingsStore();
  const context: ServerContext = { connection, client, documents: new OpenDocuments(), settings, boundary };
  const diagnostics = startDiagnostics(context);
  registerTextSync(context, diagnostics);
  registerCodeActions(context);
  followSettings(context, diagnostics);
}
