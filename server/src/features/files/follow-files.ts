import type { FileEvent } from "vscode-languageserver/node";
import type { LanguageFeatures } from "../language-features.ts";
import { urisOf, type WorkspaceFolders } from "../workspace-folders.ts";

/** Where files come from and change. */
export type FileEvents = Pick<
  LanguageFeatures,
  "initialized" | "opened" | "changed" | "closed" | "watched" | "foldersChanged"
>;

/** Keeps up with some kind of the workspace's files: on disk, and as they are edited. */
export interface FileFollower {
  /** Folders have come and gone, by URI; at first all have come. */
  followFolders(added: readonly string[], removed: readonly string[]): void;
  opened(uri: string, languageId: string): void;
  edited(uri: string): void;
  closed(uri: string): void;
  watched(changes: readonly FileEvent[]): void;
}

/** What the handlers do, and the follower after them: documents and folders are then what the event made of them. */
export function followFiles(handlers: FileEvents, folders: WorkspaceFolders, follower: FileFollower): FileEvents {
  return {
    initialized: () => {
      handlers.initialized();
      follower.followFolders(folders.all(), []);
    },
    foldersChanged: (event) => {
      handlers.foldersChanged(event);
      follower.followFolders(urisOf(event.added), urisOf(event.removed));
    },
    opened: (params) => {
      handlers.opened(params);
      follower.opened(params.textDocument.uri, params.textDocument.languageId);
    },
    changed: (params) => {
      handlers.changed(params);
      follower.edited(params.textDocument.uri);
    },
    closed: (params) => {
      handlers.closed(params);
      follower.closed(params.textDocument.uri);
    },
    watched: (params) => {
      handlers.watched(params);
      follower.watched(params.changes);
    },
  };
}
