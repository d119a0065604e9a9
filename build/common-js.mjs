// CommonJS of what esbuild writes as ES modules. Its own has helpers that make one look like the other, in every bundle; ours ask
// for each other's names, and for modules of Node and VS Code, which are CommonJS.

const imported = /^import ([\w$]+) from ("[^"\n]+");$/gm;
const named = /^import \{([^}]*)\} from ("[^"\n]+");$/gm;
const exported = /^export \{([^}]*)\};$/gm;
const late = /\bimport\(("\.\/\w+\.js")\)/g;

/**
 * @param {string} code a bundle as esbuild writes it, with whitespace as it is
 * @returns {string} the same without the statements of an ES module that our bundles have
 */
export const asCommonJs = (code) =>
  code
    .replace(/^(?:#!.*\n)?/, '$&"use strict";\n')
    .replace(imported, "var $1 = require($2);")
    .replace(
      named,
      (_, names, module) => `var {${names.replace(/([\w$]+) as ([\w$]+)/g, "$1: $2")}} = require(${module});`,
    )
    .replace(exported, (_, names) => `module.exports = {${names.replace(/([\w$]+) as ([\w$]+)/g, "$2: $1")}};`)
    .replace(late, "(async () => require($1))()");
