import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceFoldersChangeEvent,
} from "vscode-languageserver/node";
import type { AuthoringFeatures } from "./authoring/authoring-features.ts";
import type { BootFeatures } from "./boot/boot-features.ts";
import type { DebugFolderFeatures } from "./debug-folders/debug-folders.ts";
import type { PayloadFeatures } from "./payloads/payload-features.ts";
import type { PreviewFeatures } from "./preview/preview-features.ts";
import type { WorkspaceDiagnosticFeatures } from "./workspace-diagnostics/workspace-diagnostics.ts";

/** What the server does with each message. No notification throws; a request throws `Declined` at most. */
export interface LanguageFeatures
  extends AuthoringFeatures,
    BootFeatures,
    DebugFolderFeatures,
    PayloadFeatures,
    PreviewFeatures,
    WorkspaceDiagnosticFeatures {
  initialized(): void;
  configured(params: DidChangeConfigurationParams): void;
  opened(params: DidOpenTextDocumentParams): void;
  changed(params: DidChangeTextDocumentParams): void;
  closed(params: DidCloseTextDocumentParams): void;
  /** Files on disk that the server asked to be told of. */
  watched(params: DidChangeWatchedFilesParams): void;
  foldersChanged(event: WorkspaceFoldersChangeEvent): void;
  diagnostics(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
  codeActions(params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]>;
}
