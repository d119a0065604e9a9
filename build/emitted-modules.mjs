// The packages of the language server protocol are CommonJS that tsc has emitted, of which a bundler can leave out nothing.
// Read as the ES modules that they were written as, only what is used of them is bundled.
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { minify } from "terser";

const nodeModule = new RegExp(
  `^const ([\\w$]+) = (?:__importStar\\()?require\\(("(?:node:)?(?:${builtinModules.join("|")})")\\)\\)?;$`,
  "gm",
);

/** What tsc emits, at the start of a line, and the statement of an ES module that it stands for. */
const statements = [
  [/^"use strict";\n/m, ""],
  // Helpers: modules that name each other need none.
  [/^var (__\w+) = \(this && this\.\1\) \|\| [\s\S]*?\n\}\)?(?:\)|\(\))?;\n/gm, ""],
  [/^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\n/m, ""],
  [/^(?:exports\.[\w$]+ = )+void 0;\n/gm, ""],
  // Each field is assigned to in a constructor: its declaration alone is of use to TypeScript only.
  [/^ {4}(?!return;|debugger;)[\w$]+;\n/gm, ""],
  [/^__exportStar\(require\(("[^"]+")\), exports\);$/gm, "export * from $1;"],
  [/^(?:const|var) ([\w$]+) = (?:__import\w+\()?require\(("(?:\.|vscode-)[^"]+")\)\)?;$/gm, "import * as $1 from $2;"],
  // One for all: `editor` below.
  [/^const ([\w$]+) = (?:__importStar\()?require\("vscode"\)\)?;$/gm, 'import { editor as $1 } from "editor:vscode";'],
  [nodeModule, "import $1 from $2;"],
  // Packages that are CommonJS by hand.
  [/^const ([\w$]+) = __importStar\((require\("[^"]+"\))\);$/gm, "const $1 = $2;"],
  [/^exports\.default = ([\w$]+);$/gm, "export { $1 as default };"],
  [/^exports\.([\w$]+) = \1;$/gm, "export { $1 };"],
  [/^exports\.([\w$]+) = /gm, "export const $1 = "],
  [
    /^var ([\w$]+);\n(?=(?:\/\*\*[\s\S]*?\*\/\n)?\(function [\s\S]*?^\}\)\(\1 \|\| \(exports\.\1 = )/gm,
    "export var $1;\n",
  ],
  [/\(exports\.([\w$]+) = \1 = \{\}\)\);$/gm, "($1 = {}));"],
];

/** `var X; (function (X) { … })(X || (X = {}));`: an enum or a namespace, which is made of nothing but its own members. */
const namespace =
  /^((?:export )?var )([\w$]+);\n((?:\/\*\*[\s\S]*?\*\/\n)?)\(function \(([\w$]+)\) \{\n([\s\S]*?)^\}\)\(\2 \|\| \(\2 = \{\}\)\);$/gm;

const reexport =
  /^Object\.defineProperty\(exports, "([\w$]+)", \{ enumerable: true, get: function \(\) \{ return ([\w$]+)\.\1; \} \}\);$/gm;

/**
 * @param {string} code a module as tsc emits it: as CommonJS, or as an ES module with namespaces
 * @param {string} file named where the code has a shape that we do not know
 * @returns {string} the same as an ES module
 */
export function toModule(code, file) {
  const imported = statements.reduce((text, [shape, statement]) => text.replace(shape, statement), code);
  const sources = new Map(
    [...imported.matchAll(/^import \* as ([\w$]+) from (.+);$/gm)].map(([, to, from]) => [to, from]),
  );
  const module = imported
    .replace(reexport, (_, name, from) => `export { ${name} } from ${sources.get(from)};`)
    .replace(namespace, "$1$2 = /* @__PURE__ */ (($4) => {\n$5return $4;\n})({});")
    .replace(/\bexports\.([\w$]+)/g, "$1");
  const unread = /^.*(?:\bexports\b(?!['"])|\b__(?:import|export|create|set)[A-Z]).*$/m.exec(
    module.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""),
  );
  if (unread !== null) throw new Error(`${file} is not what tsc emits: ${unread[0].trim()}`);
  return module;
}

/** @param {string} module of which something was taken out */
export const withoutUnusedImports = (module) =>
  module.replace(/^import \* as ([\w$]+) from .+;\n/gm, (statement, name) =>
    module.includes(`${name}.`) ? statement : "",
  );

/** What functions declare and nobody calls, esbuild would leave, with all of other modules that it names. */
async function withoutUnused(module) {
  const compress = { defaults: false, unused: true, passes: 3 };
  const format = { beautify: true, preserve_annotations: true };
  const { code } = await minify(module, { ecma: 2022, module: true, mangle: false, compress, format });
  return code ?? "";
}

/**
 * A plugin of esbuild that reads the protocol's packages so.
 * @param {(module: string, file: string) => string} [change] has the last word; paths have `/`
 */
export const emittedModules = (change = (module) => module) => ({
  name: "emitted-modules",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^editor:vscode$/ }, () => ({ path: "vscode", namespace: "editor" }));
    onLoad({ filter: /^vscode$/, namespace: "editor" }, () => ({
      contents: 'export { default as editor } from "vscode";',
      resolveDir: ".",
    }));
    onLoad(
      { filter: /[\\/]node_modules[\\/]vscode-(?:jsonrpc|language\w+)(?:-protocol|-types)?[\\/]lib[\\/].*\.js$/ },
      async ({ path }) => {
        const file = path.replaceAll("\\", "/");
        const contents = change(toModule(readFileSync(path, "utf8"), file), file);
        return { contents: await withoutUnused(contents), loader: "js" };
      },
    );
  },
});
