import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { Declined } from "../declined.ts";
import type { ServerContext } from "../server-context.ts";
import type { ChangeSignal } from "./change-signal.ts";
import type { FileReview, WorkspaceReviewer } from "./workspace-reviewer.ts";

/** Takes a part of a report; absent where the client wants it in one piece. */
export type ReportPart = ((items: WorkspaceDocumentDiagnosticReport[]) => void) | undefined;

/** Files and diagnostics in a part of a report: writing a larger one would hold up an edit. */
const partSize = 100;

/** `workspace/diagnostic`: reports of all specs that are not open, as far as they are not what the client has already. */
export class PullWorkspace {
  readonly #context: ServerContext;
  readonly #reviewer: WorkspaceReviewer;
  readonly #signal: ChangeSignal;
  /** Documents that were closed since they were last reported. */
  readonly #closed = new Set<string>();
  /** The signal's count when the last whole answer began. */
  #answered: number | undefined;

  constructor(context: ServerContext, reviewer: WorkspaceReviewer, signal: ChangeSignal) {
    this.#context = context;
    this.#reviewer = reviewer;
    this.#signal = signal;
  }

  /**
   * A client forgets which report it has of a document that it closes, while it goes on showing it: that may be one of a
   * text that was given up, or of a file that is gone, so the next answer reports the document whatever there is to say.
   */
  closed(uri: string): void {
    this.#closed.add(uri);
  }

  /**
   * A client that takes parts leaves the request open and asks again as soon as it ends: where it also tells of changed
   * files, its request waits for a change instead of going through the same files every other second.
   * @throws Declined where the client gave up.
   */
  async answer(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    part: ReportPart,
  ): Promise<WorkspaceDiagnosticReport> {
    if (part !== undefined && this.#context.client.watchesFiles && this.#answered !== undefined) {
      await this.#signal.after(this.#answered, token);
    }
    const began = this.#signal.count;
    const isWanted = (): boolean => !token.isCancellationRequested;
    const closed = [...this.#closed];
    const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    let size = 0;
    const found = await this.#reviewer.find(isWanted);
    const reported = new Set<string>();
    for (const [folder, uris] of found) {
      for await (const review of this.#reviewer.review(folder, uris, isWanted)) {
        const before = previous.get(review.uri);
        reported.add(review.uri);
        if (before === undefined && review.items.length === 0 && !closed.includes(review.uri)) continue;
        const report = reportOf(review, before);
        items.push(report);
        size += report.kind === "full" ? 1 + report.items.length : 1;
        if (part === undefined || size < partSize) continue;
        part(items.splice(0));
        size = 0;
      }
    }
    if (!isWanted()) throw new Declined(token);
    this.#reviewer.forgetOthers(new Set(found.flatMap(([, uris]) => uris)));
    this.#answered = began;
    for (const uri of closed) this.#closed.delete(uri);
    return { items: [...items, ...this.#gone([...previous.keys(), ...closed], reported)] };
  }

  /** Files that the client has a report of, but that are no longer there. Open ones have reports of their own. */
  #gone(known: readonly string[], reported: ReadonlySet<string>): readonly WorkspaceDocumentDiagnosticReport[] {
    return [...new Set(known)]
      .filter((uri) => !reported.has(uri) && this.#context.documents.get(uri) === undefined)
      .map((uri) => ({ kind: "full", uri, version: null, items: [] }));
  }
}

const reportOf = ({ uri, id, items }: FileReview, before: string | undefined): WorkspaceDocumentDiagnosticReport =>
  before === id
    ? { kind: "unchanged", uri, version: null, resultId: id }
    : { kind: "full", uri, version: null, resultId: id, items };
