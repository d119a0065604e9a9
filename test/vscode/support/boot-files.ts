import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { extensions } from "vscode";
import { type BootFiles, writeBootFiles } from "../../tools/sample-boot-files.ts";

/** Makes boot files in a new folder. */
export const makeBootFiles = (): BootFiles => writeBootFiles(mkdtempSync(path.join(os.tmpdir(), "boot-")));

/** Has boots of this window use the double of HCS. @returns why that cannot be, where it cannot */
export function useDouble(): string | undefined {
  const root = extensions.getExtension("confidential-pods.confidential-pods")?.extensionPath ?? "";
  const built = spawnSync(process.execPath, [path.join(root, "test", "tools", "hcs-double.mjs")], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  const { libraries, skipped }: { libraries?: object; skipped?: string } = JSON.parse(built.stdout);
  if (libraries !== undefined) process.env["CONFIDENTIAL_PODS_LIBRARIES"] = JSON.stringify(libraries);
  return libraries === undefined ? (skipped ?? "no compiler") : undefined;
}

/** Lets the double behave otherwise for the length of `body`. */
export async function withKnobs(knobs: Readonly<Record<string, string>>, body: () => Promise<void>): Promise<void> {
  Object.assign(process.env, knobs);
  try {
    await body();
  } finally {
    for (const name of Object.keys(knobs)) delete process.env[name];
  }
}
