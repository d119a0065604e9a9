import type { Connection } from "vscode-languageserver/node";
import { startAuthoring } from "./authoring/authoring-features.ts";
import { refreshing } from "./authoring/refresh.ts";
import type { ClientProfile } from "./client-profile.ts";
import { codeActionsFor } from "./code-actions/code-actions.ts";
import type { ListFolder } from "./completion/list-folder.ts";
import { startDiagnostics } from "./diagnostics/diagnostics.ts";
import { ErrorBoundary } from "./error-boundary.ts";
import type { LanguageFeatures } from "./language-features.ts";
import { OpenDocuments } from "./open-documents.ts";
import { startPayloads } from "./payloads/payload-features.ts";
import { Previews } from "./preview/previews.ts";
import type { ServerContext } from "./server-context.ts";
import { followSettings, settingsSection } from "./settings/follow-settings.ts";
import { SettingsStore } from "./settings/settings-store.ts";
import { textSync } from "./text-sync.ts";

/** Starts every feature for a client that has introduced itself. `listFolder`: absent where the server has no files. */
export function startFeatures(
  connection: Connection,
  client: ClientProfile,
  listFolder?: ListFolder,
): LanguageFeatures {
  const boundary = new ErrorBoundary((message) => connection.console.error(message));
  const settings = client.hasConfiguration
    ? new SettingsStore((scopeUri) => connection.workspace.getConfiguration({ scopeUri, section: settingsSection }))
    : new SettingsStore();
  const context: ServerContext = { connection, client, documents: new OpenDocuments(), settings, boundary, listFolder };
  const diagnostics = startDiagnostics(context);
  const previews = new Previews(context);
  const settled = refreshing(context, followSettings(context, diagnostics));
  return {
    ...settled,
    ...previews.following({ ...settled, ...textSync(context, diagnostics) }),
    ...previews.features,
    diagnostics: (params, token) => diagnostics.answer(params, token),
    codeActions: codeActionsFor(context),
    ...startPayloads(context),
    ...startAuthoring(context),
  };
}
