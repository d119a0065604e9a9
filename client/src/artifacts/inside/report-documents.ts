import {
  type CancellationToken,
  DocumentLink,
  type DocumentLinkProvider,
  type Event,
  Range,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
} from "vscode";
import type { ChangedFile } from "../../../../server/src/protocol.ts";
import { UserError } from "../../infrastructure/errors.ts";
import { signalOf } from "../disk-process/cancellation.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { parseReportQuery, type ReportSubject } from "./report-uri.ts";

/** Internal command of a report's links: opens how a file changed between two disks. */
export const openChangeCommand = "_confidentialPods.artifacts.openChange";

/** What the links of a report hand over. */
export interface ChangeLink {
  readonly before: string;
  readonly after: string;
  readonly file: ChangedFile;
}

/** Reports as documents; in a comparison each changed file is a link to how it changed. */
export class ReportDocuments implements TextDocumentContentProvider, DocumentLinkProvider {
  readonly #images: DiskImages;
  readonly #changes = new Map<string, readonly ChangeLink[]>();
  readonly onDidChange: Event<Uri>;

  constructor(images: DiskImages, onDidChange: Event<Uri>) {
    this.#images = images;
    this.onDidChange = onDidChange;
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const subject = parseReportQuery(uri.query);
    if (subject === undefined) return "There is no such report.\n";
    try {
      return await this.#write(uri, subject, signalOf(token));
    } catch (error) {
      if (error instanceof UserError) return `${error.message}\n`;
      throw error;
    }
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const links = this.#changes.get(document.uri.toString()) ?? [];
    return links
      .filter(({ file }) => file.line < document.lineCount)
      .map((change) => {
        const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(change.file.line);
        const query = encodeURIComponent(JSON.stringify([change]));
        const target = Uri.parse(`command:${openChangeCommand}?${query}`, true);
        const link = new DocumentLink(
          new Range(range.start.line, firstNonWhitespaceCharacterIndex, range.end.line, range.end.character),
          target,
        );
        link.tooltip = "Show how it changed";
        return link;
      });
  }

  async #write(uri: Uri, subject: ReportSubject, signal: AbortSignal): Promise<string> {
    if (subject.kind === "boot-files") {
      const { folder, isolation } = subject;
      return (await this.#images.bootFiles({ folder, isolation }, { signal })).text;
    }
    const { kind, before, after } = subject;
    const { text, files } = await this.#images.compare(before, after, kind, { signal });
    this.#changes.set(
      uri.toString(),
      files.map((file) => ({ before, after, file })),
    );
    return text;
  }
}
