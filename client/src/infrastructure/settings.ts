import { type ConfigurationScope, workspace } from "vscode";
import { type SettingMap, type SettingName, settingDefaults, settingSection } from "./setting-map.ts";

/** The value that holds for a resource. */
export function readSetting<Name extends SettingName>(name: Name, scope?: ConfigurationScope): SettingMap[Name] {
  return workspace.getConfiguration(settingSection, scope).get(name, settingDefaults[name]);
}
