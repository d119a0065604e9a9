// esbuild has every module of a bundle ask for VS Code and for Node's modules anew, and so by another name.

const value = /(?:__toESM\()?require\("[^"]+"\)\)?/.source;

/** Declarations of what is asked for, perhaps with others in one statement. */
const asking = new RegExp(`^var (?:import_\\w+ = ${value}, )+`, "gm");
const asked = new RegExp(`^var (import_\\w+) = (${value});\\n`, "gm");

/**
 * @param {string} code a bundle as esbuild writes it, with whitespace and names as they are
 * @returns {string} the same, asking for each module once
 */
export function joinedImports(code) {
  const names = new Map();
  const joined = new Map();
  const alone = code.replace(asking, (declarations) => declarations.replaceAll(/, (?=import_|$)/g, ";\nvar "));
  const rest = alone.replace(asked, (statement, name, module) => {
    const first = names.get(module);
    if (first === undefined) names.set(module, name);
    else joined.set(name, first);
    return first === undefined ? statement : "";
  });
  return rest.replace(/\bimport_\w+/g, (name) => joined.get(name) ?? name);
}
