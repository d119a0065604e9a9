import { readFileSync } from "node:fs";

/** The part of package.json that is compared with the code. */
export interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, SettingSchema>> }[];
    readonly languages: readonly { readonly id: string }[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configurationDefaults: { readonly "workbench.editorAssociations": Readonly<Record<string, string>> };
  };
}

/** A step of the walkthrough. */
export interface WalkthroughStep {
  readonly description: string;
  readonly media: { readonly image?: string; readonly altText?: string; readonly markdown?: string };
}

/** JSON schema of a setting, as far as we compare it. */
export interface SettingSchema {
  readonly default: unknown;
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

// The shape is what VS Code itself demands of the file; a test that meets another one fails where it reads it.
export const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** All declared settings by name. */
export const declaredSettings: Readonly<Record<string, SettingSchema>> = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }) => properties),
);
