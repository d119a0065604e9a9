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

/** A plugin of esbuild. */
export const eventsOfYaml = {
  name: "events-of-yaml",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/].*\.m?js$/ }, async ({ path }) => {
      // Node 20 runs object spread, which js-yaml makes at every event, about four times slower than plain assignments.
      const { code } = await transform(readFileSync(path, "utf8"), { supported: { "object-rest-spread": false } });
      return { contents: withoutUnused(code) };
    }),
};
