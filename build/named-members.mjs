// The protocol's types as values: functions that make and recognize them, in a namespace each.
import { ourModules, packageModules } from "./package-files.mjs";

const assigned = /^ {4}(\w+)\.(\w+) = \2;\n/gm;

/**
 * @param {string} module of vscode-languageserver-types
 * @returns {string} the same without functions that neither it, nor the packages around it, nor we call
 */
export function namedMembers(module) {
  const callers = [module.replace(assigned, ""), ...packageModules(), ...ourModules()].join("\n");
  const named = new Set([...callers.matchAll(/\b[A-Z]\w+\.\w+/g)].map(([member]) => member));
  return module.replace(assigned, (statement, namespace, name) => (named.has(`${namespace}.${name}`) ? statement : ""));
}
