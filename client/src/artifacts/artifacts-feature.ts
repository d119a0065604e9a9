import { languages, window, workspace } from "vscode";
import type { CommandMap } from "../infrastructure/command-map.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { type ArtifactCommand, artifactCommands, internalCommands } from "./artifact-commands.ts";
import { DiskClient } from "./disk-process/disk-client.ts";
import { DiskImages } from "./disk-process/disk-images.ts";
import { artifactDocuments } from "./inside/artifact-documents.ts";
import { DiskFileSymbols } from "./inside/disk-file-symbols.ts";
import { DiskFileSystem } from "./inside/disk-file-system.ts";
import { artifactScheme, diskScheme } from "./inside/disk-uri.ts";
import { artifactLanguage } from "./inside/document-language.ts";
import { ReportDocuments } from "./inside/report-documents.ts";
import { reportScheme } from "./inside/report-uri.ts";
import { StaleTexts } from "./inside/stale-texts.ts";
import { OverviewEditor, overviewViewType } from "./overview/overview-editor.ts";
import { foldersOfSpecs } from "./runs/folders-of-specs.ts";
import { RunStore } from "./runs/run-store.ts";
import { ArtifactsTree } from "./tree/artifacts-tree.ts";
import { showRun } from "./tree/show-run.ts";

/** What other features may ask of the artifacts, through the composition root. */
export interface ArtifactsFeature {
  readonly commands: Pick<CommandMap, ArtifactCommand>;
  /** Shows the folder that a boot writes to in the view from now on. */
  readonly addBootFolder: (folder: string) => Promise<void>;
  /** Shows the run that a file is of, or a data folder, in the view. */
  readonly showRun: (file: string) => Promise<void>;
}

/** Sets up the view of debug artifacts, and what opens them. Starts no process before a disk is looked into. */
export function activateArtifacts(context: FeatureContext, server: LanguageServer): ArtifactsFeature {
  const { extension, log } = context;
  const client = new DiskClient(extension.asAbsolutePath("dist/disks.js"), (line) => log.warn(line));
  const images = new DiskImages(client, extension.workspaceState);
  const store = new RunStore(extension.globalState, () => foldersOfSpecs(server));
  const tree = new ArtifactsTree(store, images);
  const stale = new StaleTexts(store.onDidChange);
  const reports = new ReportDocuments(images, stale.onDidChange);
  const view = window.createTreeView("confidentialPods.artifacts", { treeDataProvider: tree, showCollapseAll: true });
  const room = { store, images, tree, view };
  extension.subscriptions.push(
    client,
    store,
    stale,
    tree,
    internalCommands(room, context),
    view,
    workspace.registerFileSystemProvider(diskScheme, new DiskFileSystem(images), {
      isCaseSensitive: false,
      isReadonly: true,
    }),
    workspace.registerTextDocumentContentProvider(artifactScheme, artifactDocuments(images, stale.onDidChange)),
    workspace.registerTextDocumentContentProvider(reportScheme, reports),
    artifactLanguage(),
    languages.registerWorkspaceSymbolProvider(new DiskFileSymbols(images)),
    languages.registerDocumentLinkProvider({ scheme: reportScheme }, reports),
    window.registerCustomEditorProvider(overviewViewType, new OverviewEditor(images), {
      webviewOptions: { retainContextWhenHidden: false },
      supportsMultipleEditorsPerDocument: true,
    }),
  );
  return {
    commands: artifactCommands(room, context),
    addBootFolder: (folder) => store.addBootFolder(folder),
    showRun: (file) => showRun(file, view, tree, store),
  };
}
