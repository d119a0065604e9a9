import { LanguageStatusSeverity, languages, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../infrastructure/disposables.ts";
import { settingSection } from "../infrastructure/setting-map.ts";
import { readSetting } from "../infrastructure/settings.ts";
import { podDocumentSelector } from "./document-selector.ts";
import type { LanguageSession, SessionState } from "./language-session.ts";

const details: { readonly [State in SessionState]: string } = {
  idle: "starts with the first pod spec",
  starting: "starting",
  running: "checking pod specs",
  stopped: "language server stopped",
};

/** The hosts that the settings name: what a spec does not say is taken from here. */
function describeTarget(): string {
  const processors = readSetting("target.hostProcessors");
  return [
    readSetting("target.platform").toUpperCase(),
    ...(readSetting("target.isolation") === "process" ? ["process isolation"] : []),
    `Windows build ${readSetting("target.windowsBuild")}`,
    ...(processors === null ? [] : [`${processors} processors`]),
  ].join(", ");
}

/** Shows, in the language menu of the status bar, which hcsshim specs are checked against and whether the server lives. */
export function createLanguageStatus(session: LanguageSession): Disposable {
  const store = new DisposableStore();
  const item = store.add(languages.createLanguageStatusItem(`${settingSection}.server`, [...podDocumentSelector]));
  item.name = "Confidential Pods";
  const refresh = (): void => {
    const enabled = readSetting("validate.enable");
    item.text = `hcsshim ${readSetting("target.hcsshim")}`;
    item.detail = [enabled ? details[session.state] : "validation is switched off", describeTarget()].join(" · ");
    item.busy = session.state === "starting";
    item.severity = session.state === "stopped" ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command =
      session.state === "stopped"
        ? { title: "Restart", command: "confidentialPods.restartLanguageServer" }
        : { title: "Show Output", command: "confidentialPods.showOutput" };
  };
  store.add(session.onDidChangeState(refresh));
  store.add(workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(settingSection) && refresh()));
  refresh();
  return store;
}
