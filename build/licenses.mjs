// The licenses of the packages that are bundled: minified code carries no notices.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The innermost package of a file: `node_modules/@scope/name`. */
const packageOf = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * @param {readonly import("esbuild").Metafile[]} metafiles of the bundles
 * @returns {string} each license once, below the packages that are under it
 */
export function licensesOf(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(bundledInputs));
  const folders = [...new Set(inputs.flatMap((file) => packageOf.exec(file) ?? []))].sort();
  const packages = new Map();
  for (const folder of folders) {
    const { name, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no license`);
    const text = readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
    packages.set(text, [...(packages.get(text) ?? []), `${name} ${version}`]);
  }
  return [...packages].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`).join("\n\n");
}

const bundledInputs = ({ inputs }) =>
  Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
