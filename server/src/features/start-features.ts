import type { Connection } from "vscode-languageserver/node";
import { KnownClasses } from "../pods/handlers/known-classes.ts";
import { startAuthoring } from "./authoring/authoring-features.ts";
import { refreshViews } from "./authoring/refresh.ts";
import { warmUp } from "./authoring/warm-up.ts";
import { startBoot } from "./boot/boot-features.ts";
import type { ClientProfile } from "./client-profile.ts";
import { codeActionsFor } from "./code-actions/code-actions.ts";
import type { ListFolder } from "./completion/list-folder.ts";
import { ContainerdConfigs } from "./containerd/containerd-configs.ts";
import { ConfigFollower } from "./containerd/follow-configs.ts";
import { startDebugFolders } from "./debug-folders/debug-folders.ts";
import { startDiagnostics } from "./diagnostics/diagnostics.ts";
import { ErrorBoundary } from "./error-boundary.ts";
import { type FileEvents, followFiles } from "./files/follow-files.ts";
import { watchFiles } from "./files/watch-files.ts";
import type { WorkspaceFiles } from "./files/workspace-files.ts";
import type { LanguageFeatures } from "./language-features.ts";
import { OpenDocuments } from "./open-documents.ts";
import { startPayloads } from "./payloads/payload-features.ts";
import { Previews } from "./preview/previews.ts";
import { ClassFollower } from "./runtime-classes/follow-classes.ts";
import type { ServerContext } from "./server-context.ts";
import { followSettings, settingsSection } from "./settings/follow-settings.ts";
import { SettingsStore } from "./settings/settings-store.ts";
import { textSync } from "./text-sync.ts";
import { WorkspaceDiagnostics } from "./workspace-diagnostics/workspace-diagnostics.ts";
import { WorkspaceFolders } from "./workspace-folders.ts";

/** Starts every feature for a client that has introduced itself. `listFolder` and `files`: absent where the server has no files. */
export function startFeatures(
  connection: Connection,
  client: ClientProfile,
  listFolder?: ListFolder,
  files?: WorkspaceFiles,
): LanguageFeatures {
  const boundary = new ErrorBoundary((message) => connection.console.error(message));
  const containerd = new ContainerdConfigs((path) => configs.find(path));
  const fetch = (scopeUri: string): Promise<unknown> =>
    connection.workspace.getConfiguration({ scopeUri, section: settingsSection });
  const classes = new KnownClasses();
  const settings = new SettingsStore(client.hasConfiguration ? fetch : undefined, {
    configFor: (uri, section) => containerd.for(uri, section),
    classesFor: (uri) => classes.for(uri),
  });
  const context: ServerContext = {
    connection,
    client,
    documents: new OpenDocuments(),
    settings,
    boundary,
    listFolder,
    files,
    folders: new WorkspaceFolders(client.folders),
    containerd,
    classes,
  };
  const diagnostics = startDiagnostics(context);
  const renewAll = (): void => {
    settings.renew();
    diagnostics.refresh();
    workspace.changed();
    refreshViews(context);
    previews.renew();
  };
  const configs = new ConfigFollower(context, renewAll);
  const runtimeClasses = new ClassFollower(context, renewAll);
  const workspace = new WorkspaceDiagnostics(context, () => Promise.all([configs.settled, runtimeClasses.settled]));
  const previews = new Previews(context);
  const settled = followSettings(context, () => {
    diagnostics.refresh();
    refreshViews(context);
  });
  const events: FileEvents = {
    initialized: () => {
      settled.initialized();
      watchFiles(context);
    },
    ...textSync(context, diagnostics),
    watched: () => undefined,
    foldersChanged: (event) => context.folders.change(event),
  };
  const followed = [configs, runtimeClasses].reduce<FileEvents>(
    (handlers, follower) => followFiles(handlers, context.folders, follower),
    events,
  );
  const synced = workspace.following({
    ...settled,
    ...followed,
  });
  let isWarm = false;
  return {
    ...synced,
    ...previews.following(synced),
    ...workspace.features,
    ...previews.features,
    diagnostics: async (params, token) => {
      const report = await diagnostics.answer(params, token);
      // The first document is open and judged: now its reader reads.
      if (!isWarm) boundary.detach("warming up", warmUp(context));
      isWarm = true;
      return report;
    },
    codeActions: codeActionsFor(context),
    ...startPayloads(context),
    ...startBoot(context),
    ...startDebugFolders(context),
    ...startAuthoring(context),
  };
}
