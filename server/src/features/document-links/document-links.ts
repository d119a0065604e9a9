import type { DocumentLink, DocumentLinkParams, Range } from "vscode-languageserver/node";
import { type AnnotationFact, isStructured } from "../../pods/annotations/annotation-fact.ts";
import { lookup } from "../../pods/annotations/registry.ts";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { Annotation } from "../../pods/manifest/annotation-set.ts";
import type { Target } from "../../pods/target.ts";
import { keys } from "../../pods/uvm/annotation-keys.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { ourSets } from "../places/our-sets.ts";
import { rangeOf } from "../ranges.ts";
import type { ServerContext } from "../server-context.ts";
import { windowsFileUri } from "./file-uri.ts";

/** The client's command that opens a value's decoded text: document URI, position of the value. */
const openPayload = "confidentialPods.openPayload";

/** The client's command that checks a boot files root: its path, the isolation type. */
const checkBootFiles = "confidentialPods.artifacts.checkBootFiles";

/** The client's command that opens a path of the host: the path. */
const openPath = "confidentialPods.artifacts.reveal";

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
      const link =
        bootFilesLink(annotation, () => viewOf(placed.document, set, target).resolved?.isolationType ?? "", client) ??
        pathLink(fact, annotation, client) ??
        payloadLink(fact, annotation, open.uri, range, client);
      if (link !== undefined) links.push({ range: range(), ...link });
    }
  }
  return links;
}

type Link = Pick<DocumentLink, "target" | "tooltip">;

/** The boot files of a confidential Windows VM can be checked: that says more than the folder does. */
function bootFilesLink(
  { key, value }: Annotation,
  isolationOf: () => string,
  { commands }: ClientProfile,
): Link | undefined {
  if (key !== keys.bootFilesRootPath || value === "" || !commands.has(checkBootFiles)) return undefined;
  const isolation = isolationOf();
  if (isolation === "") return undefined;
  return { target: commandUri(checkBootFiles, value, isolation), tooltip: "Check the boot files" };
}

/** A path may be a folder's, and lead nowhere: editors open files alone, and offer to make one that is missing. */
function pathLink({ path }: AnnotationFact, { value }: Annotation, { commands }: ClientProfile): Link | undefined {
  if (path?.where !== "host" || path.what === "pipe") return undefined;
  const uri = windowsFileUri(value);
  if (uri === undefined) return undefined;
  const target = commands.has(openPath) ? commandUri(openPath, value) : uri;
  return { target, tooltip: `Open the ${path.what}` };
}

const commandUri = (command: string, ...args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;

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
