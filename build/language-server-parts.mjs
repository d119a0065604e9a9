// Which parts of vscode-languageserver are bundled: not those for features that our server does not have.
import { withoutUnusedImports } from "./emitted-modules.mjs";
import { namedMembers } from "./named-members.mjs";

/** Mixins that the connection is made of, one for each group of requests; of these we use none. */
const unused = [
  "callHierarchy_1.CallHierarchyFeature",
  "fileOperations_1.FileOperationsFeature",
  "foldingRange_1.FoldingRangeFeature",
  "inlineCompletion_1.InlineCompletionFeature",
  "inlineValue_1.InlineValueFeature",
  "linkedEditingRange_1.LinkedEditingRangeFeature",
  "moniker_1.MonikerFeature",
  "notebook_1.NotebookSyncFeature",
  "showDocument_1.ShowDocumentFeature",
  "textDocumentContent_1.TextDocumentContentFeature",
  "typeHierarchy_1.TypeHierarchyFeature",
];

/** What our server asks the connection to be told of; a test holds it to the calls in `server/src`. */
export const handled = [
  "onInitialized",
  "onDidChangeConfiguration",
  "onDidChangeWatchedFiles",
  "onDidOpenTextDocument",
  "onDidChangeTextDocument",
  "onDidCloseTextDocument",
  "onHover",
  "onCompletion",
  "onCompletionResolve",
  "onDefinition",
  "onDocumentSymbol",
  "onCodeAction",
  "onCodeLens",
  "onDocumentLinks",
];

/** A member of the connection that hands a message on. */
const handler =
  /^ {8}(on\w+): \(handler\) => connection\.on(?:Request|Notification)\((?:.*, handler\)|.*\{\n(?: {12}.*\n)* {8}\}\)),\n/gm;

/** The queue of messages in the order in which they came, which a map has anyway. */
const queue = `
export const Touch = {};
export class LRUCache {}
export class LinkedMap extends Map {
  shift() {
    for (const [key, value] of this) {
      this.delete(key);
      return value;
    }
  }
}
`;

/** What a message tells of itself to generators of code: neither end asks; a test holds the packages to it. */
const described = /^ {4}\w+\.(?:messageDirection|capabilities) = .*;\n/gm;

/**
 * The last word of `emittedModules`.
 * @param {string} module
 * @param {string} file
 */
export function languageServerParts(module, file) {
  if (file.endsWith("/vscode-jsonrpc/lib/common/linkedMap.js")) return queue;
  if (file.endsWith("/vscode-languageserver-types/lib/esm/main.js")) return namedMembers(module);
  if (/\/vscode-languageserver-protocol\/lib\/common\/protocol(?:\.\w+)?\.js$/.test(file))
    return module.replace(described, "");
  if (!file.endsWith("/vscode-languageserver/lib/common/server.js")) return module;
  const without = (code, mixin) => {
    if (!code.includes(`(0, ${mixin})(`)) throw new Error(`vscode-languageserver has no ${mixin}`);
    return code.replace(`(0, ${mixin})(`, "(");
  };
  const members = [...module.matchAll(handler)].map(([, name]) => name);
  const missing = handled.filter((name) => !members.includes(name));
  if (missing.length > 0) throw new Error(`vscode-languageserver has no ${missing.join(" and no ")}`);
  const connection = module.replace(handler, (member, name) => (handled.includes(name) ? member : ""));
  return withoutUnusedImports(unused.reduce(without, connection));
}
