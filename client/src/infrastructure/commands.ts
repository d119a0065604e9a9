import { commands } from "vscode";
import { type CommandMap, commandTitles } from "./command-map.ts";
import { DisposableStore } from "./disposables.ts";
import type { ErrorBoundary } from "./error-boundary.ts";

/** Registers the handlers of commands; a failure ends in the error boundary. */
export function registerCommands(boundary: ErrorBoundary, handlers: Partial<CommandMap>): DisposableStore {
  const store = new DisposableStore();
  for (const [id, handler] of Object.entries(handlers)) {
    const run = (...args: unknown[]): unknown => Reflect.apply(handler, undefined, args);
    store.add(commands.registerCommand(id, (...args: unknown[]) => boundary(titleOf(id), () => run(...args))));
  }
  return store;
}

function titleOf(id: string): string {
  return Object.entries(commandTitles).find(([known]) => known === id)?.[1] ?? id;
}
