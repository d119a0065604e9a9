/** Files of a folder that may be specs, or configure their runtime. */
const specName = /\.(?:ya?ml|jsonc?)(?:\.(?:template|tpl))?$|^(?:config|containerd)\.toml$/i;

/** Whether a file's name is one of a spec. */
export const isSpecName = (name: string): boolean => specName.test(name);

/** The same names as globs for a client that watches files. */
export const specGlobs: readonly string[] = [
  "**/*.{yaml,yml,json,jsonc}",
  "**/*.{yaml,yml,json,jsonc}.{template,tpl}",
  "**/{config,containerd}.toml",
];
