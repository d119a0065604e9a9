import { type ExtensionContext, type QuickPickItem, window } from "vscode";
import { declaredRules } from "./declared-rules.ts";

/** Asks which rule; undefined where the user leaves. */
export async function pickRule(extension: ExtensionContext): Promise<string | undefined> {
  const items: QuickPickItem[] = declaredRules(extension.extension.packageJSON).map(({ code, title }) => ({
    label: code,
    detail: title,
  }));
  const picked = await window.showQuickPick(items, {
    title: "Rule Reference",
    placeHolder: "Which rule do you want to read about?",
    matchOnDetail: true,
  });
  return picked?.label;
}
