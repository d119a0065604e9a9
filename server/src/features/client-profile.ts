import { fieldOf } from "../unknown.ts";
import { readFolders } from "./workspace-folders.ts";

/** What the client can do, as far as it matters to us. */
export interface ClientProfile {
  /** It asks for diagnostics (LSP 3.17); otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  /** It can be told to ask for diagnostics again. */
  readonly refreshesDiagnostics: boolean;
  /** It answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  /** It announces changes of its settings when asked to. */
  readonly registersConfiguration: boolean;
  /** It watches files when asked to. */
  readonly watchesFiles: boolean;
  /** It tells when folders are added or removed. */
  readonly changesFolders: boolean;
  /** URIs of the folders that it has open at first. */
  readonly folders: readonly string[];
  /** It takes edits that name the document version they were made for. */
  readonly versionedEdits: boolean;
  /** It inserts snippets, with places to type over. */
  readonly snippets: boolean;
  /** It tells the label of a completion from what stands beside it. */
  readonly labelDetails: boolean;
  /** It takes one range for all completions of a list. */
  readonly completionRange: boolean;
  /** What it can be told to ask for again. */
  readonly refreshes: { readonly [View in "inlayHint" | "codeLens" | "semanticTokens"]: boolean };
  /** Commands that it says it has; lenses and links with others are not offered. */
  readonly commands: ReadonlySet<string>;
  /** It opens the reference page of an annotation. */
  readonly annotationPages: boolean;
  /** Scheme of URIs that open this editor; undefined: diagnostics carry no links. */
  readonly uriScheme: string | undefined;
}

/** Reads the parameters of `initialize`; whatever is missing or malformed is something the client cannot do. */
export function readClientProfile(params: unknown): ClientProfile {
  const capability = (...path: readonly string[]): unknown =>
    path.reduce((value, name) => fieldOf(value, name), fieldOf(params, "capabilities"));
  const option = (name: string): unknown => fieldOf(fieldOf(params, "initializationOptions"), name);
  const uriScheme = option("uriScheme");
  const commands = option("commands");
  return {
    pullsDiagnostics: typeof capability("textDocument", "diagnostic") === "object",
    refreshesDiagnostics: capability("workspace", "diagnostics", "refreshSupport") === true,
    hasConfiguration: capability("workspace", "configuration") === true,
    registersConfiguration: capability("workspace", "didChangeConfiguration", "dynamicRegistration") === true,
    watchesFiles: capability("workspace", "didChangeWatchedFiles", "dynamicRegistration") === true,
    changesFolders: capability("workspace", "workspaceFolders") === true,
    folders: readFolders(params),
    versionedEdits: capability("workspace", "workspaceEdit", "documentChanges") === true,
    snippets: capability("textDocument", "completion", "completionItem", "snippetSupport") === true,
    labelDetails: capability("textDocument", "completion", "completionItem", "labelDetailsSupport") === true,
    completionRange: isListed("editRange", capability("textDocument", "completion", "completionList", "itemDefaults")),
    refreshes: {
      inlayHint: capability("workspace", "inlayHint", "refreshSupport") === true,
      codeLens: capability("workspace", "codeLens", "refreshSupport") === true,
      semanticTokens: capability("workspace", "semanticTokens", "refreshSupport") === true,
    },
    commands: new Set(Array.isArray(commands) ? commands.filter((command) => typeof command === "string") : []),
    annotationPages: option("annotationPages") === true,
    uriScheme: typeof uriScheme === "string" && /^[a-z][a-z0-9+.-]*$/i.test(uriScheme) ? uriScheme : undefined,
  };
}

const isListed = (name: string, list: unknown): boolean => Array.isArray(list) && list.includes(name);
