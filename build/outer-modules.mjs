// VS Code's and Node's modules as modules of the bundle that export what we name of them: a bundle asks for each once.
import { ourModules } from "./package-files.mjs";

const statement = /^import (?!type )(?:\w+,? ?)?(?:\{([^}]*)\} )?from "(vscode|node:[\w/]+)";$/gm;
const valueName = /^(?!\s*type )\s*(\w+)/;

/** @returns {ReadonlyMap<string, ReadonlySet<string>>} the names of values that our modules import, by module */
function importedNames() {
  const names = new Map();
  for (const [, list = "", module] of ourModules().flatMap((text) => [...text.matchAll(statement)])) {
    const values = list.split(",").flatMap((item) => valueName.exec(item)?.[1] ?? []);
    names.set(module, new Set([...(names.get(module) ?? []), ...values]));
  }
  return names;
}

/** A plugin of esbuild, for bundles that `asCommonJs` reads. */
export const outerModules = {
  name: "outer-modules",
  setup: ({ onResolve, onLoad }) => {
    const names = importedNames();
    onResolve({ filter: /^(?:vscode|node:.*)$/ }, ({ path, namespace, kind }) => {
      if (namespace === "outer") return { path, external: true };
      return kind === "import-statement" && names.has(path) ? { path, namespace: "outer" } : undefined;
    });
    onLoad({ filter: /.*/, namespace: "outer" }, ({ path }) => {
      const members = [...names.get(path)].map((name) => `export const ${name} = outer.${name};`);
      return { contents: [`import outer from "${path}";`, "export default outer;", ...members].join("\n") };
    });
  },
};
