import type { CancellationToken, Event, TextDocumentContentProvider, Uri } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import { signalOf } from "../disk-process/cancellation.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { locationOf } from "./places.ts";

/** Artifacts, such as a boot status log or a BCD, as documents. A file that is not there is an empty one, for diffs. */
export function artifactDocuments(images: DiskImages, onDidChange: Event<Uri>): TextDocumentContentProvider {
  return {
    onDidChange,
    provideTextDocumentContent: async (uri: Uri, token: CancellationToken) => {
      const location = locationOf(uri);
      if (location === undefined) return "";
      try {
        const { text } = await images.ask("artifact", location, { signal: signalOf(token) });
        return text;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return error.code === "file-not-found" ? "" : `${error.message}\n`;
      }
    },
  };
}
