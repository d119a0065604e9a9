// js-yaml, of which we use the parser's events: no schema, no values, no writer.
import { readFileSync } from "node:fs";
import { transform } from "esbuild";

/** A variable of the module whose value is computed. */
const computed = /^var (\w+) = (.*[(`].*|[^;\n]*\n(?:[^\n]*\n)*?[}\])]+);$/gm;

/**
 * Says of each value that is computed while js-yaml is loaded that nothing but the value comes of it, so that one which
 * nothing uses is left out.
 * @param {string} code
 */
export const withoutUnused = (code) => code.replace(computed, "var $1 = /* @__PURE__ */ (() => ($2))();");

/** What an error tells of the lines around it, which nobody reads; they are costly to find in each text that is tried. */
const quoting = [
  /^\t\tmark\.snippet = makeSnippet\(mark\);\n/m,
  /^\t\tthis\.message = formatError\(this, false\);\n/m,
  /^\ttoString\(compact\) \{\n\t\treturn .*formatError\(this, compact\).*\n\t\}\n/m,
];

/** @param {string} code */
function withoutQuotations(code) {
  const missing = quoting.find((part) => !part.test(code));
  if (missing !== undefined) throw new Error(`js-yaml has no ${missing}`);
  return quoting.reduce((rest, part) => rest.replace(part, ""), code);
}

/** A plugin of esbuild. */
export const eventsOfYaml = {
  name: "events-of-yaml",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/].*\.m?js$/ }, async ({ path }) => {
      // Node 20 runs object spread, which js-yaml makes at every event, about four times slower than plain assignments.
      const { code } = await transform(withoutQuotations(readFileSync(path, "utf8")), {
        supported: { "object-rest-spread": false },
      });
      return { contents: withoutUnused(code) };
    }),
};
