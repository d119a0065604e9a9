import type { Uri } from "vscode";

/** Every command of the extension with the arguments it takes; package.json declares the same ones (a test compares). */
export interface CommandMap {
  "confidentialPods.showOutput": () => void;
  "confidentialPods.restartLanguageServer": () => Promise<void>;
  /** Opens the page of a rule; asks which one where no code is given. */
  "confidentialPods.openRuleReference": (code?: string) => Promise<void>;
  /** Applies every preferred fix to a document, by default the active one. */
  "confidentialPods.fixAll": (uri?: Uri) => Promise<void>;
  /** Opens the HCS document of a sandbox to the side; by default of the one at the cursor. The code lens gives both. */
  "confidentialPods.previewDocument": (uri?: string, sandboxIndex?: number) => Promise<void>;
  /** The same preview, read from its explanation on. */
  "confidentialPods.explainPod": (uri?: string, sandboxIndex?: number) => Promise<void>;
  /** Compares the HCS documents of the files that are selected in the explorer, or of the active one and another. */
  "confidentialPods.compareDocuments": (clicked?: Uri, selected?: readonly Uri[]) => Promise<void>;
}

export type CommandId = keyof CommandMap;

/** What a command is called in log and error messages. */
export const commandTitles: { readonly [Id in CommandId]: string } = {
  "confidentialPods.showOutput": "Showing the output",
  "confidentialPods.restartLanguageServer": "Restarting the language server",
  "confidentialPods.openRuleReference": "Opening the rule reference",
  "confidentialPods.fixAll": "Fixing all problems",
  "confidentialPods.previewDocument": "Previewing the HCS document",
  "confidentialPods.explainPod": "Explaining the pod",
  "confidentialPods.compareDocuments": "Comparing HCS documents",
};

/** All command ids, for the test that compares them with package.json. */
export const commandIds: readonly string[] = Object.keys(commandTitles);
