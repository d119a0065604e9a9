import type { DocumentLink, DocumentLinkParams, Range } from "vscode-languageserver/node";
import { type AnnotationFact, isStructured } from "../../pods/annotations/annotation-fact.ts";
import { lookup } from "../../pods/annotations/registry.ts";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { Annotation } from "../../pods/manifest/annotation-set.ts";
import type { Target } from "../../pods/target.ts";
import { bootFilesLink } from "../boot-files-link.ts";
import { commandUri, openPath } from "../client-commands.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { ourSets } from "../places/our-sets.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";
import { windowsFileUri } from "./file-uri.ts";

/** The client's command that opens a value's decoded text: document URI, position of the value. */
const openPayload = "confidentialPods.openPayload";

/** Answers `textDocument/documentLink`: paths on the host, and values that hold a document of their own. */
export const documentLinksFor = (context: ServerContext) => (params: DocumentLinkParams) =>
  context.boundary.runAsync<DocumentLink[]>("finding links", [], async () => {
    const open = context.documents.get(params.textDocument.uri);
    if (open === undefined) return [];
    const { profile } = await context.settings.of(open.uri);
    return linksOf(open, context.client, profile.target);
  });

function linksOf(open: OpenDocument, client: ClientProfile, target: Target): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { placed, set } of ourSets(open.file)) {
    for (const annotation of set.annotations) {
      const fact = lookup(annotation.key);
      if (fact === undefined || annotation.valueType !== "string" || !annotation.valueKnown) continue;
      const range = (): Range => rangeOf(open.file, annotation.valueSpan, placed.startOffset);
      const isolationOf = (): string | undefined => viewOf(placed.document, set, target).resolved?.isolationType;
      // A check of the boot files says more than their folder does.
      const link =
        bootFilesLink(annotation, isolationOf, client) ??
        pathLink(fact, annotation, client) ??
        payloadLink(fact, annotation, open.uri, range, client);
      if (link !== undefined) links.push({ range: range(), ...link });
    }
  }
  return links;
}

type Link = Pick<DocumentLink, "target" | "tooltip">;

/** A path may be a folder's, and lead nowhere: editors open files alone, and offer to make one that is missing. */
function pathLink({ path }: AnnotationFact, { value }: Annotation, { commands }: ClientProfile): Link | undefined {
  if (path?.where !== "host" || path.what === "pipe") return undefined;
  const uri = windowsFileUri(value);
  if (uri === undefined) return undefined;
  const target = commands.has(openPath) ? commandUri(openPath, value) : uri;
  return { target, tooltip: `Open the ${path.what}` };
}

function payloadLink(
  { valueType }: AnnotationFact,
  { value }: Annotation,
  uri: string,
  range: () => Range,
  { commands }: ClientProfile,
): Link | undefined {
  if (!isStructured(valueType) || value === "" || !commands.has(openPayload)) return undefined;
  const target = commandUri(openPayload, uri, range().start);
  return { target, tooltip: valueType === "base64-policy" ? "Open the policy as Rego" : "Open as JSON" };
}
