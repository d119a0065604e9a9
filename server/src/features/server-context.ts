import type { Connection } from "vscode-languageserver/node";
import type { KnownClasses } from "../pods/handlers/known-classes.ts";
import type { ClientProfile } from "./client-profile.ts";
import type { ListFolder } from "./completion/list-folder.ts";
import type { ContainerdConfigs } from "./containerd/containerd-configs.ts";
import type { ErrorBoundary } from "./error-boundary.ts";
import type { WorkspaceFiles } from "./files/workspace-files.ts";
import type { OpenDocuments } from "./open-documents.ts";
import type { SettingsStore } from "./settings/settings-store.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** What every feature works with, once the client has introduced itself. */
export interface ServerContext {
  readonly connection: Connection;
  readonly client: ClientProfile;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
  readonly boundary: ErrorBoundary;
  /** Undefined where the server has no files, as in a browser. */
  readonly listFolder: ListFolder | undefined;
  /** Likewise. */
  readonly files: WorkspaceFiles | undefined;
  readonly folders: WorkspaceFolders;
  readonly containerd: ContainerdConfigs;
  /** The RuntimeClasses of the workspace and of open documents. */
  readonly classes: KnownClasses;
}
