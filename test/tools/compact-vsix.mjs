// Makes a VSIX smaller that vsce has made: the same files, with scripts minified by terser, which finds what esbuild leaves,
// no comments of PowerShell, no white space of XML, and everything deflated by zopfli, which tries harder than zlib.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import zopfli from "@gfx/zopfli";
import { minify } from "terser";
import { crc32, readZip, writeZip } from "./zip.mjs";

const deflated = 8;

/**
 * More passes find next to nothing. Of calls that are put in place of themselves, all but the simplest deflate worse, and so do
 * comparisons that are turned around.
 */
const compress = { ecma: 2022, passes: 2, inline: 1, pure_getters: true, lhs_constants: false };
const settings = { ecma: 2022, toplevel: true, compress };

/** Zopfli's own 15 leave 100 bytes; more than these find nothing. */
const rounds = 60;

/** What was compacted, by its name and content: packages for several platforms have most files in common. */
const known = new Map();

/**
 * Rewrites the file. The same content always gives the same bytes.
 * @param {string} file
 */
export async function compactVsix(file) {
  const entries = [];
  // vsce packs in the order in which the files answer.
  const files = readZip(readFileSync(file)).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of withOneLicense(files)) entries.push(await compact(entry));
  writeFileSync(file, writeZip(entries));
}

/**
 * The license with those of the packages that are bundled: they say the same, and VS Code shows the one.
 * @param {readonly import("./zip.mjs").ZipEntry[]} entries
 */
function withOneLicense(entries) {
  const [others, license] = ["dist/LICENSES.txt", "LICENSE.txt"].map((name) =>
    entries.find((entry) => entry.name === `extension/${name}`),
  );
  const rest = entries.filter((entry) => entry !== others && entry !== license);
  const text = `${contentOf(license)}\n\nParts of these packages are in it:\n\n${contentOf(others)}`;
  return [...rest, { ...license, method: 0, data: Buffer.from(text) }];
}

/** @param {import("./zip.mjs").ZipEntry} entry */
const contentOf = (entry) => (entry.method === deflated ? inflateRawSync(entry.data) : entry.data);

/** @param {import("./zip.mjs").ZipEntry} entry */
function compact(entry) {
  // koffi is packed as it is.
  if (entry.name.includes("/node_modules/")) return entry;
  const content = contentOf(entry);
  const key = createHash("sha256").update(entry.name).update(content).digest("hex");
  if (!known.has(key)) known.set(key, compactContent(entry.name, content));
  return known.get(key);
}

async function compactContent(name, content) {
  const smaller = await minified(name, content);
  const data = Buffer.from(await zopfli.deflateAsync(smaller, { numiterations: rounds }));
  return { name, method: deflated, crc: crc32(smaller), size: smaller.length, data };
}

async function minified(name, content) {
  if (name === "extension/package.json") return Buffer.from(JSON.stringify(manifestOfUsers(content)));
  if (name.endsWith(".json")) return Buffer.from(JSON.stringify(JSON.parse(content.toString())));
  if (name.endsWith(".js")) return Buffer.from((await minify(content.toString(), settings)).code ?? "");
  if (name.endsWith(".vsixmanifest")) return Buffer.from(content.toString().replace(/>\s+</g, "><"));
  if (name.endsWith(".ps1")) return Buffer.from(content.toString().replace(/^\s*#.*\n/gm, ""));
  if (repositorySections.has(name)) return Buffer.from(withoutLast(content.toString(), repositorySections.get(name)));
  return content;
}

/**
 * The last sections of pages that are for readers of the repository: a failure tells what its HRESULT says and what to do, from the
 * same table, and nobody measures a package.
 */
const repositorySections = new Map([
  ["extension/client/docs/troubleshooting.md", "Every HRESULT"],
  ["extension/client/docs/boot.md", "How long it takes"],
]);

function withoutLast(page, title) {
  const start = page.indexOf(`\n## ${title}\n`);
  if (start < 0 || page.includes("\n## ", start + 1)) throw new Error(`the page does not end with ${title}`);
  return page.slice(0, start);
}

/** package.json without what is for npm and the repository alone: bundles hold what they depend on, and the package no command. */
function manifestOfUsers(content) {
  const {
    scripts: _scripts,
    devDependencies: _tools,
    overrides: _versions,
    dependencies: _bundled,
    bin: _commands,
    private: _unpublished,
    keywords: _tags,
    galleryBanner: _branding,
    ...manifest
  } = JSON.parse(content.toString());
  return manifest;
}
