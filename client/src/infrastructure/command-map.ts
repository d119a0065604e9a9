import type { Uri } from "vscode";

/** Every command of the extension with the arguments it takes; package.json declares the same ones (a test compares). */
export interface CommandMap {
  "confidentialPods.showOutput": () => void;
  "confidentialPods.restartLanguageServer": () => Promise<void>;
  /** Opens the page of a rule; asks which one where no code is given. */
  "confidentialPods.openRuleReference": (code?: string) => Promise<void>;
  /** Applies every preferred fix to a document, by default the active one. */
  "confidentialPods.fixAll": (uri?: Uri) => Promise<void>;
}

export type CommandId = keyof CommandMap;

/** What a command is called in log and error messages. */
export const commandTitles: { readonly [Id in CommandId]: string } = {
  "confidentialPods.showOutput": "Showing the output",
  "confidentialPods.restartLanguageServer": "Restarting the language server",
  "confidentialPods.openRuleReference": "Opening the rule reference",
  "confidentialPods.fixAll": "Fixing all problems",
};

/** All command ids, for the test that compares them with package.json. */
export const commandIds: readonly string[] = Object.keys(commandTitles);
