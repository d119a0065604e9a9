/** The section of every setting of ours. */
export const settingSection = "confidentialPods";

/**
 * Every setting with its type as `package.json` declares it; the server reads most of them by itself.
 * A test compares the names with package.json.
 */
export interface SettingMap {
  "validate.enable": boolean;
  "inlayHints.enable": boolean;
  "target.hcsshim": "0.14" | "0.15";
  "target.platform": "wcow" | "lcow";
  "target.isolation": "hypervisor" | "process";
  /** Logical processors; null where the host is unknown. */
  "target.hostProcessors": number | null;
  "target.shimDirectory": string;
  "target.windowsBuild": number;
  /** Handler of pods whose documents name none; empty: one that fits. */
  "target.runtimeHandler": string;
  /** Absolute path of a containerd configuration; empty: one of the workspace, if any. */
  "containerd.configFile": string;
  "containerd.podAnnotations": Readonly<Record<string, readonly string[]>>;
  /** Read by the client alone. */
  "schemas.contribute": "off" | "plain" | "strict";
  rules: Readonly<Record<string, "off" | "error" | "warning" | "information" | "hint">>;
  /** Folders that debug boots write to, absolute. */
  "artifacts.folders": readonly string[];
  /** Folder with the pristine boot.vhd; empty: hcsshim's default below the shim's folder. */
  "artifacts.bootFilesFolder": string;
  /** Seconds. */
  "boot.connectionTimeout": number;
  /** Where records go without a debug folder; "": the extension's own storage. */
  "boot.debugFolder": string;
  /** A scratch that exists; "": one is made for each boot. */
  "boot.scratchVhd": string;
  "boot.openFolder": boolean;
  "boot.keepWorkFiles": boolean;
  /** Where `C:` lies as `c` on a machine that is not Windows. */
  "boot.drivesFolder": string;
  /** Read by the language client itself. */
  "trace.server": "off" | "messages" | "verbose";
}

export type SettingName = keyof SettingMap;

/** Used where VS Code has no value at all, which package.json's own defaults normally prevent. */
export const settingDefaults: { readonly [Name in SettingName]: SettingMap[Name] } = {
  "validate.enable": true,
  "inlayHints.enable": true,
  "target.hcsshim": "0.15",
  "target.platform": "wcow",
  "target.isolation": "hypervisor",
  "target.hostProcessors": null,
  "target.shimDirectory": "C:\\shim",
  "target.windowsBuild": 26100,
  "target.runtimeHandler": "",
  "containerd.configFile": "",
  "containerd.podAnnotations": {
    "runhcs-wcow-process": [],
    "runhcs-wcow-hypervisor": ["io.microsoft.virtualmachine.*"],
  },
  "schemas.contribute": "off",
  rules: {},
  "artifacts.folders": [],
  "artifacts.bootFilesFolder": "",
  "boot.connectionTimeout": 120,
  "boot.debugFolder": "",
  "boot.scratchVhd": "",
  "boot.openFolder": true,
  "boot.keepWorkFiles": false,
  "boot.drivesFolder": "/mnt",
  "trace.server": "off",
};
