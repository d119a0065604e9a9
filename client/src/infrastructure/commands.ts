import { commands, type Uri } from "vscode";
import { DisposableStore } from "./disposables.ts";
import type { ErrorBoundary } from "./error-boundary.ts";

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
const titles: { readonly [Id in CommandId]: string } = {
  "confidentialPods.showOutput": "Showing the output",
  "confidentialPods.restartLanguageServer": "Restarting the language server",
  "confidentialPods.openRuleReference": "Opening the rule reference",
  "confidentialPods.fixAll": "Fixing all problems",
};

/** All command ids, for the test that compares them with package.json. */
export const commandIds: readonly string[] = Object.keys(titles);

/** Registers the handler of every command; a failure ends in the error boundary. */
export function registerCommands(boundary: ErrorBoundary, handlers: CommandMap): DisposableStore {
  const store = new DisposableStore();
  for (const [id, handler] of Object.entries(handlers)) {
    const run = (...args: unknown[]): unknown => Reflect.apply(handler, undefined, args);
    store.add(commands.registerCommand(id, (...args: unknown[]) => boundary(titleOf(id), () => run(...args))));
  }
  return store;
}

function titleOf(id: string): string {
  return Object.entries(titles).find(([known]) => known === id)?.[1] ?? id;
}
