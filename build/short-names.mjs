// Short names for what the packages of the language server protocol call their own members by, and nobody else knows.
import { ourModules, packageModules, textsIn } from "./package-files.mjs";

/** Where the names of VS Code, of Node and of the protocol's messages are. */
const declarations = [
  ["node_modules/@types/vscode", /\.d\.ts$/],
  ["node_modules/@types/node", /\.d\.ts$/],
  ["node_modules/vscode-languageserver-types/lib/esm", /\.d\.ts$/],
  ["node_modules/vscode-languageserver-protocol/lib/common", /protocol.*\.d\.ts$/],
  ["node_modules/vscode-jsonrpc/lib/common", /messages\.d\.ts$/],
];

/** Of the language itself. */
const builtIn = Object.values(Object.getOwnPropertyDescriptors(globalThis))
  .flatMap(({ value }) => [value, value?.prototype])
  .flatMap((value) => (value instanceof Object ? Object.getOwnPropertyNames(value) : []));

/**
 * Members with a word for a name that others know are left as they are: one that stands in their files at all, in comments too, or
 * in a text of the packages. None of the short names is the name of anything else, so that bundles agree without being made together.
 * @returns {Required<Pick<import("esbuild").TransformOptions, "mangleProps" | "mangleCache">>}
 */
export function shortNames() {
  const code = packageModules().join("\n");
  const others = [...declarations.flatMap(([folder, names]) => textsIn(folder, names)), ...ourModules()];
  const words = others.flatMap((text) => text.match(/[\w$]+/g));
  const texts = [...code.matchAll(/(["'`])([\w$]+)\1/g)].map(([, , text]) => text);
  const known = new Set([...builtIn, ...words, ...texts]);
  const members = [...code.matchAll(/\.([a-z]\w{3,})/g)].map(([, name]) => name);
  const own = [...new Set(members)].filter((name) => !known.has(name)).sort();
  return {
    mangleProps: new RegExp(`^(?:${own.join("|")})$`),
    mangleCache: Object.fromEntries(own.map((name, index) => [name, `$${index.toString(36)}`])),
  };
}
