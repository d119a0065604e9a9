const specName = /\.(?:ya?ml|jsonc?)(?:\.(?:template|tpl))?$|^(?:config|containerd)\.toml$/i;
const foreignFolders: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Whether a file of a folder may be a spec, or containerd's configuration, by its name; one that is named is read whatever it is called. */
export const isSpecName = (name: string): boolean => specName.test(name);

/** The same names as globs for a client that watches files. */
export const specGlobs: readonly string[] = [
  "**/*.{yaml,yml,json,jsonc}",
  "**/*.{yaml,yml,json,jsonc}.{template,tpl}",
  "**/{config,containerd}.toml",
];

/** Whether a folder of this name holds other people's files. */
export const isForeignFolder = (name: string): boolean => foreignFolders.has(name);
