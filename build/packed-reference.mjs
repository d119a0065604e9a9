// The texts about annotations and rules, which the package has as compressed data instead of code.
import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

/** A text in code, without templates inside of templates. */
const literal = /`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\]|\\.)*"/.source;

/** An object in code, in which objects stand at most so deep. */
const object = Array.from({ length: 6 }).reduce((inner) => `\\{(?:[^{}\`"]|${literal}|${inner})*\\}`, "(?!)");

/** What a rule is to be told of, and only its page tells: in the rules' modules, a member of the object that the rule is. */
const told = new RegExp(
  `(?<=^ +code: .*\\n) +title:\\s+".*",\\n|^ +(?:help:\\s+(?:${literal})|examples: ${object}),\\n`,
  "gm",
);

/** @param {string} module of a rule, in TypeScript */
const withoutTold = (module) => module.replace(told, "");

/**
 * The reference for `server/src/packed/reference.ts`.
 * @returns {Promise<Buffer>} two lines of JSON, compressed: what is told of the rules, and the table of annotations
 */
export async function packedReference() {
  const { annotations, ...table } = JSON.parse(readFileSync("schemas/annotations.json", "utf8"));
  // The names of Go's constants are for whoever maintains the table.
  const names = new Set(annotations.flatMap(Object.keys));
  names.delete("goName");
  const packedTable = { ...table, annotations: columns(annotations, [...names]) };
  const text = Buffer.from([await rules(), packedTable].map((part) => JSON.stringify(part)).join("\n"));
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

/** What package.json does not tell of all rules, sorted by code; examples as far as a page shows them. */
async function rules() {
  const entry = 'export { listRules } from "./explain.ts"; export { shownExample } from "./rule-page.ts";';
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: "server/src/pods/rules" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  const module = Buffer.from(outputFiles[0].contents).toString("base64");
  const { listRules, shownExample } = await import(`data:text/javascript;base64,${module}`);
  const facts = listRules().map(({ examples: { bad, good, language }, help }) => ({
    ...{ help, language },
    ...{ bad: shownExample(bad), good: shownExample(good) },
  }));
  return columns(facts, ["help", "language", "good", "bad"]);
}

/** Rows by columns: texts of a kind are alike. */
const columns = (rows, names) => Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));

/** Modules of the package that stand for those whose names end so. */
const packed = {
  "schemas/annotations.json": "annotations.ts",
  "pods/rules/page-of-rule.ts": "page-of-rule.ts",
};

/** A plugin of esbuild: the bundle reads the reference from its file. */
export const referenceAsData = {
  name: "reference-as-data",
  setup: ({ onLoad }) => {
    onLoad(
      { filter: /[\\/](?:schemas[\\/]annotations\.json|pods[\\/](?:containerd[\\/])?rules[\\/].*\.ts)$/ },
      (file) => {
        const name = file.path.replaceAll("\\", "/");
        const [, other] = Object.entries(packed).find(([end]) => name.endsWith(end)) ?? [];
        if (other === undefined) return { contents: withoutTold(readFileSync(file.path, "utf8")), loader: "ts" };
        const resolveDir = path.resolve("server/src/packed");
        return { contents: readFileSync(path.join(resolveDir, other), "utf8"), loader: "ts", resolveDir };
      },
    );
  },
};
