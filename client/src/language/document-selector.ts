/** Languages that pod specs are written in. `helm` is contributed by other extensions. */
const podLanguages = ["yaml", "json", "jsonc", "helm"] as const;

/** Templates of pod specs often have no language at all, so they are known by name. */
const templatePattern = "**/*.{json,yaml,yml}.{template,tpl}";

/** containerd's configuration, which decides what reaches the shim; a TOML file often has no language either. */
const containerdPattern = "**/{config,containerd}.toml";

/** Where documents are edited, `vscode-remote` by a window whose extension runs beside it in the browser: not the `git:` side of a diff, whose findings would be shown twice. */
const schemes = ["file", "untitled", "vscode-vfs", "vscode-remote"] as const;

/** A filter that both VS Code and the language client understand. */
type PodDocumentFilter =
  | { readonly scheme: string; readonly language: string }
  | { readonly scheme: string; readonly pattern: string };

/** Documents that the language server is told about. */
export const podDocumentSelector: readonly PodDocumentFilter[] = schemes.flatMap((scheme) => [
  ...podLanguages.map((language) => ({ scheme, language })),
  { scheme, pattern: templatePattern },
  { scheme, pattern: containerdPattern },
]);
