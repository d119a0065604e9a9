// Which parts of vscode-languageclient are bundled: those for which the server has something to say.

import path from "node:path";
import { withoutUnusedImports } from "./emitted-modules.mjs";

/** The client's features by the capability of a server that each needs; ours offers none of them. */
export const unoffered = {
  "textDocumentSync.willSave": ["textSynchronization_1.WillSaveFeature"],
  "textDocumentSync.willSaveWaitUntil": ["textSynchronization_1.WillSaveWaitUntilFeature"],
  "textDocumentSync.save": ["textSynchronization_1.DidSaveTextDocumentFeature"],
  signatureHelpProvider: ["signatureHelp_1.SignatureHelpFeature"],
  referencesProvider: ["reference_1.ReferencesFeature"],
  documentHighlightProvider: ["documentHighlight_1.DocumentHighlightFeature"],
  workspaceSymbolProvider: ["workspaceSymbol_1.WorkspaceSymbolFeature"],
  documentFormattingProvider: ["formatting_1.DocumentFormattingFeature"],
  documentRangeFormattingProvider: ["formatting_1.DocumentRangeFormattingFeature"],
  documentOnTypeFormattingProvider: ["formatting_1.DocumentOnTypeFormattingFeature"],
  renameProvider: ["rename_1.RenameFeature"],
  executeCommandProvider: ["executeCommand_1.ExecuteCommandFeature"],
  typeDefinitionProvider: ["typeDefinition_1.TypeDefinitionFeature"],
  implementationProvider: ["implementation_1.ImplementationFeature"],
  colorProvider: ["colorProvider_1.ColorProviderFeature"],
  foldingRangeProvider: ["foldingRange_1.FoldingRangeFeature"],
  declarationProvider: ["declaration_1.DeclarationFeature"],
  selectionRangeProvider: ["selectionRange_1.SelectionRangeFeature"],
  callHierarchyProvider: ["callHierarchy_1.CallHierarchyFeature"],
  linkedEditingRangeProvider: ["linkedEditingRange_1.LinkedEditingFeature"],
  typeHierarchyProvider: ["typeHierarchy_1.TypeHierarchyFeature"],
  inlineValueProvider: ["inlineValue_1.InlineValueFeature"],
  inlineCompletionProvider: ["inlineCompletion_1.InlineCompletionItemFeature"],
  "workspace.textDocumentContent": ["textDocumentContent_1.TextDocumentContentFeature"],
  "workspace.fileOperations": [
    "fileOperations_1.DidCreateFilesFeature",
    "fileOperations_1.DidRenameFilesFeature",
    "fileOperations_1.DidDeleteFilesFeature",
    "fileOperations_1.WillCreateFilesFeature",
    "fileOperations_1.WillRenameFilesFeature",
    "fileOperations_1.WillDeleteFilesFeature",
  ],
};

/** The capabilities of which the server sends all that there is at once, so that nothing is asked for later; by the client's module. */
export const complete = {
  codeAction: "codeActionProvider",
  codeLens: "codeLensProvider",
  documentLink: "documentLinkProvider",
  inlayHint: "inlayHintProvider",
};

/** What of the library's converters between its types and VS Code's is called by the features that are left. */
export const conversions = {
  protocolConverter: [
    "asUri",
    "asDocumentSelector",
    "asDiagnostics",
    "asRange",
    "asHover",
    "asCompletionResult",
    "asCompletionItem",
    "asDefinitionResult",
    "asSymbolInformations",
    "asDocumentSymbols",
    "asCodeAction",
    "asCodeActionKinds",
    "asCodeActionDocumentations",
    "asCodeActionResult",
    "asCodeLens",
    "asCodeLenses",
    "asWorkspaceEdit",
    "asDocumentLink",
    "asDocumentLinks",
    "asInlayHint",
    "asInlayHints",
    "asSemanticTokensLegend",
    "asSemanticTokens",
    "asSemanticTokensEdits",
    "asGlobPattern",
  ],
  codeConverter: [
    "asUri",
    "asTextDocumentIdentifier",
    "asOpenTextDocumentParams",
    "asChangeTextDocumentParams",
    "asCloseTextDocumentParams",
    "asTextDocumentPositionParams",
    "asCompletionParams",
    "asRange",
    "asCompletionItem",
    "asCodeActionContextSync",
    "asDocumentSymbolParams",
    "asCodeLensParams",
    "asDocumentLinkParams",
  ],
};

/** Other parts the library asks to be there, but that have nothing to do for a server that offers no notebooks. */
const notebook = `
import { NotebookDocumentSyncRegistrationType } from "vscode-languageserver-protocol";
export class NotebookDocumentSyncFeature {
  static CellScheme = "vscode-notebook-cell";
  registrationType = NotebookDocumentSyncRegistrationType.type;
  getState() {
    return { kind: "document", id: this.registrationType.method, registrations: false, matches: false };
  }
  fillClientCapabilities() {}
  initialize() {}
  register() {}
  unregister() {}
  clear() {}
  handles() {
    return false;
  }
}
`;

/** What a server may ask of a client and ours never does, with what tells the server of it; and the client's own progress. */
const unasked = [
  /^ {12}connection\.onRequest\(\S+\.ShowMessageRequest\.type, [\s\S]*?^ {12}\}\);\n/m,
  /^ {12}connection\.onNotification\(\S+\.TelemetryEventNotification\.type, [\s\S]*?^ {12}\}\);\n/m,
  /^ {12}connection\.onRequest\(\S+\.ShowDocumentRequest\.type, [\s\S]*?^ {12}\}\);\n/m,
  /^ {12}connection\.onRequest\(\S+\.ApplyWorkspaceEditRequest\.type, .*\n/m,
  /^ {4}async handleApplyWorkspaceEdit\(params\) \{\n[\s\S]*?^ {4}\}\n/m,
  /^ {4}workspaceEditLock = .*\n/m,
  /^ {4}async doHandleApplyWorkspaceEdit\(params\) \{\n[\s\S]*?^ {4}\}\n/m,
  /^ {4}validateWorkspaceEdit\(workspaceEdit\) \{\n[\s\S]*?^ {4}\}\n/m,
  /^ {8}.*'workspace'\)\.applyEdit = true;\n/m,
  /^ {8}workspaceEdit\.resourceOperations = .*\n/m,
  /^ {8}workspaceEdit\.changeAnnotationSupport = \{\n.*\n {8}\};\n/m,
  /^ {8}workspaceEdit\.metadataSupport = true;\n/m,
  /^ {8}workspaceEdit\.snippetEditSupport = true;\n/m,
  /^ {8}const showMessage = .*\n.*showMessage\.messageActionItem = .*\n/m,
  /^ {8}const showDocument = .*\n.*showDocument\.support = true;\n/m,
  /^ {8}const windowCapabilities = .*\n/m,
  /(?<=^ {8})if \(this\._clientOptions\.progressOnInitialization\) \{\n[\s\S]*?^ {8}\}\n {8}else (?=\{\n)/m,
];

/** The server tells progress of what it is asked, which the client has to offer; it shows none of its own. */
const progress = `
export class ProgressFeature {
  getState() {
    return { kind: "window", id: "window/workDoneProgress/create", registrations: false };
  }
  fillClientCapabilities(capabilities) {
    capabilities.window = { ...capabilities.window, workDoneProgress: true };
  }
  initialize() {}
  clear() {}
}
`;

/** Edits of texts: the server makes, moves and removes no files. */
const workspaceEdit = `    async function asWorkspaceEdit(item) {
        if (!item) return undefined;
        const result = new code.WorkspaceEdit();
        const changes = item.documentChanges?.map(({ textDocument, edits }) => [textDocument.uri, edits]);
        for (const [uri, edits] of changes ?? Object.entries(item.changes ?? {})) {
            result.set(_uriConverter(uri), asTextEditsSync(edits));
        }
        return result;
    }
`;

/** Pulls again what a change of another file may have changed: of that, the server tells. */
const scheduler = `
class BackgroundScheduler {
    add() {}
    remove() {}
    trigger() {}
    dispose() {}
}
`;

/** Asked of documents that are shown and not open, which is an option of diagnostics that we leave off. */
const globPattern = `
export function matchGlobPattern() {
  throw new Error("diagnostics of tabs need glob patterns");
}
`;

const changes = [
  [/\/vscode-languageclient\/lib\/common\/client\.js$/, withoutUnoffered],
  [/\/vscode-languageclient\/lib\/common\/(?:code|protocol)Converter\.js$/, withConversions],
  [new RegExp(`/vscode-languageclient/lib/common/(?:${Object.keys(complete).join("|")})\\.js$`), withoutResolving],
  [/\/vscode-languageclient\/lib\/common\/textSynchronization\.js$/, withoutSnapshots],
  [/\/vscode-languageclient\/lib\/common\/diagnostic\.js$/, withOpenDocuments],
  [/\/vscode-languageclient\/lib\/common\/configuration\.js$/, withoutSettings],
  [/\/vscode-languageclient\/lib\/common\/progress\.js$/, () => progress],
  [/\/vscode-languageclient\/lib\/common\/notebook\.js$/, () => notebook],
  [/\/vscode-languageclient\/lib\/common\/utils\/globPattern\.js$/, () => globPattern],
  [/\/vscode-languageclient\/lib\/node\/main\.js$/, withoutVersionCheck],
];

/**
 * @param {string} vscode the range of VS Code's versions in which the extension runs, `^1.100.0`
 * @returns {(module: string, file: string) => string} for `emittedModules`
 */
export const languageClientParts = (vscode) => (module, file) => {
  const [, change] = changes.find(([name]) => name.test(file)) ?? [];
  return change === undefined ? module : change(module, { vscode, file });
};

function withoutUnoffered(module) {
  const registrations = Object.values(unoffered)
    .flat()
    .map((feature) => `this.registerFeature(new ${feature}(this));`);
  return withoutUnusedImports([...registrations, ...unasked].reduce(without, module));
}

function withConversions(library, { file }) {
  const whole = /^ {4}async function asWorkspaceEdit\(.*\{\n[\s\S]*?^ {4}\}\n/m;
  const isReceiving = file.endsWith("/protocolConverter.js");
  const module = isReceiving ? replaced(library, whole, workspaceEdit) : library;
  const names = conversions[path.basename(file, ".js")];
  const missing = names.filter((name) => !module.includes(`function ${name}(`));
  if (missing.length > 0) throw new Error(`vscode-languageclient has no ${missing}`);
  const rest = without(module, /(?<=^ {4}return \{\n)(?: {8}[\w:, ]+\n)+(?= {4}\};\n)/m);
  return rest.replace(/^ {4}return \{\n(?= {4}\};\n)/m, `    return { ${names.join(", ")}\n`);
}

function withoutResolving(module) {
  return replaced(module, "options.resolveProvider", "false");
}

/** A copy of a document that is opened out of sight, for an option of synchronization that we leave off. */
function withoutSnapshots(module) {
  const kept = "const snapshot = document;";
  const rest = replaced(module, "const snapshot = new TextDocumentSnapshot(document);", kept);
  return withoutUnusedImports(without(rest, /^class TextDocumentSnapshot \{\n[\s\S]*?^\}\n/m));
}

/** The server asks for settings when it is told of a change. */
function withoutSettings(module) {
  const sent = replaced(module, "{ settings: this.extractSettingsInformation(sections) }", "{ settings: null }");
  return without(sent, /^ {4}extractSettingsInformation\(keys\) \{\n[\s\S]*?^ {4}\}\n/m);
}

/** What of diagnostics is about the cells of notebooks, and about options of pulling that we leave off. */
const unpulled = [
  /^ {8}const notebookFeature = .*\n/m,
  /^ {8}const matchesCell = [\s\S]*?^ {8}\};\n/m,
  /^ {8}for \(const notebookDocument of [\s\S]*?^ {8}\}\n/m,
  /^ {8}disposables\.push\(notebookFeature\.onOpen[\s\S]*?^ {8}\}\)\);\n/m,
  /^ {12}disposables\.push\(notebookFeature\.onChange[\s\S]*?^ {12}\}\)\);\n/m,
  /^ {8}disposables\.push\(notebookFeature\.onClose[\s\S]*?^ {8}\}\)\);\n/m,
  /^ {8}if \(diagnosticPullOptions\.onSave === true\) \{\n[\s\S]*?^ {8}\}\n/m,
  /^ {8}if \(diagnosticPullOptions\.onTabs === true\) \{\n[\s\S]*?^ {8}\}\n/m,
];

function withOpenDocuments(module) {
  const scheduled = replaced(module, /^class BackgroundScheduler \{\n[\s\S]*?^\}\n/m, scheduler);
  return unpulled.reduce(without, scheduled);
}

/** VS Code itself compares its version with `engines`; the library's own range only has to be as wide. */
function withoutVersionCheck(module, { vscode }) {
  const minor = (range) => Number(/^\^1\.(\d+)\.0$/.exec(range)?.[1] ?? Number.NaN);
  const required = /^const REQUIRED_VSCODE_VERSION = '(.+)';/m.exec(module)?.[1] ?? "";
  if (!(minor(vscode) >= minor(required))) throw new Error(`the language client needs VS Code ${required}`);
  const semver = /^const semver\w+ = require\("semver\/.+"\);\n/m;
  const body = /(?<=^ {4}checkVersion\(\) \{\n)[\s\S]*?(?=^ {4}\}\n)/m;
  return [semver, semver, body].reduce(without, module);
}

const without = (code, part) => replaced(code, part, "");

/** @throws {Error} where the part is not there: another version of the library has other parts */
function replaced(code, part, other) {
  const rest = code.replace(part, other);
  if (rest === code) throw new Error(`vscode-languageclient has no ${part}`);
  return rest;
}
