import { Uri } from "vscode";
import type { CommandMap } from "../infrastructure/command-map.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { activePlace } from "./choose-place.ts";
import { comparePreviews } from "./compare-previews.ts";
import { PreviewDocuments } from "./preview-documents.ts";
import { keepInView, type PreviewPart, showPreview } from "./show-preview.ts";

type PreviewCommand =
  | "confidentialPods.previewDocument"
  | "confidentialPods.explainPod"
  | "confidentialPods.compareDocuments";

/** Shows what hcsshim makes of a sandbox: explained, as the document for HCS, and compared with another one. */
export function activatePreview(
  { extension }: FeatureContext,
  server: LanguageServer,
): Pick<CommandMap, PreviewCommand> {
  extension.subscriptions.push(new PreviewDocuments(server), keepInView());
  const show =
    (part: PreviewPart) =>
    async (uri?: string, sandboxIndex = 0): Promise<void> =>
      showPreview(typeof uri === "string" ? { uri, sandboxIndex } : await activePlace(server), part);
  return {
    "confidentialPods.previewDocument": show("document"),
    "confidentialPods.explainPod": show("explanation"),
    "confidentialPods.compareDocuments": (_, selected) =>
      comparePreviews(server, Array.isArray(selected) ? selected.filter((uri) => uri instanceof Uri) : []),
  };
}
