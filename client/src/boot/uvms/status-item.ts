import { StatusBarAlignment, window } from "vscode";
import { type Disposable, DisposableStore } from "../../infrastructure/disposables.ts";
import type { Sessions } from "../session/sessions.ts";
import { statusText, statusTooltip } from "./status-text.ts";

/** Shows in the status bar what runs; a click opens the view. */
export function createStatusItem(sessions: Sessions): Disposable {
  const store = new DisposableStore();
  const item = store.add(window.createStatusBarItem("confidentialPods.uvms", StatusBarAlignment.Left));
  item.name = "Confidential Pods: UVMs";
  item.command = "confidentialPods.uvms.focus";
  const update = (): void => {
    const text = statusText(sessions.alive);
    if (text === undefined) {
      item.hide();
      return;
    }
    item.text = text;
    item.tooltip = statusTooltip(sessions.alive);
    item.show();
  };
  store.add(sessions.onDidChange(update));
  return store;
}
