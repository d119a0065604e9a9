import type {
  CancellationToken,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver/node";
import type { ValidateWorkspaceResult } from "../../protocol.ts";
import type { LanguageFeatures } from "../language-features.ts";
import type { ServerContext } from "../server-context.ts";
import { ChangeSignal } from "./change-signal.ts";
import { PullWorkspace, type ReportPart } from "./pull-workspace.ts";
import { validateWorkspace } from "./validate-workspace.ts";
import { WorkspaceReviewer } from "./workspace-reviewer.ts";

/** What the server does about files that are not open. */
export interface WorkspaceDiagnosticFeatures {
  /** @throws Declined where the client gave up. */
  workspaceDiagnostics(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    part: ReportPart,
  ): Promise<WorkspaceDiagnosticReport>;
  /** @throws Declined where the client gave up. */
  validateWorkspace(
    token: CancellationToken,
    progress: WorkDoneProgressReporter | undefined,
  ): Promise<ValidateWorkspaceResult>;
}

/** What changes the diagnostics of files that are not open. */
type Changing = Pick<LanguageFeatures, "configured" | "opened" | "closed" | "watched" | "foldersChanged">;

const nothing: WorkspaceDiagnosticReport = { items: [] };
const noFiles: ValidateWorkspaceResult = {
  files: 0,
  error: 0,
  warning: 0,
  information: 0,
  hint: 0,
  findings: [],
  unread: [],
};

/** Diagnostics of the workspace's files; nothing is read until somebody asks for them. */
export class WorkspaceDiagnostics {
  readonly #context: ServerContext;
  readonly #signal = new ChangeSignal();
  readonly #reviewer: WorkspaceReviewer | undefined;
  readonly #pull: PullWorkspace | undefined;

  /** @param settled ends when everything of the workspace is known that files are judged by. */
  constructor(context: ServerContext, settled: () => Promise<unknown>) {
    this.#context = context;
    this.#reviewer = context.files && new WorkspaceReviewer(context, context.files, settled);
    this.#pull = this.#reviewer && new PullWorkspace(context, this.#reviewer, this.#signal);
  }

  /** The handlers, with a word to a client that waits for changes. */
  following<T extends Changing>(handlers: T): T {
    const then =
      <P>(handler: (params: P) => void): ((params: P) => void) =>
      (params) => {
        handler(params);
        this.#signal.raise();
      };
    return {
      ...handlers,
      configured: then(handlers.configured),
      opened: then(handlers.opened),
      closed: then((params) => {
        handlers.closed(params);
        this.#pull?.closed(params.textDocument.uri);
      }),
      watched: then(handlers.watched),
      foldersChanged: then(handlers.foldersChanged),
    };
  }

  /** Something else that all diagnostics hang on has changed. */
  changed(): void {
    this.#signal.raise();
  }

  get features(): WorkspaceDiagnosticFeatures {
    const { boundary } = this.#context;
    return {
      workspaceDiagnostics: (params, token, part) =>
        boundary.runAsync(
          "diagnosing the workspace",
          nothing,
          async () => (await this.#pull?.answer(params, token, part)) ?? nothing,
        ),
      validateWorkspace: (token, progress) =>
        boundary.runAsync("validating the workspace", noFiles, () =>
          validateWorkspace(this.#context, this.#reviewer, token, progress),
        ),
    };
  }
}
