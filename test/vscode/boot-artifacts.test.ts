import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commands, Uri, window } from "vscode";
import { debugPod } from "../tools/sample-boot-files.ts";
import { makeBootFiles, useDouble, withKnobs } from "./support/boot-files.ts";
import { closeAll, open } from "./support/documents.ts";
import { efiAfterFailure, pristineEfi } from "./support/efi-disk.ts";
import { test } from "./support/runner.ts";

const files = makeBootFiles();
writeFileSync(path.join(files.boot, "boot.vhd"), pristineEfi());

/** The text that a command about the one run's EFI disk opens. */
async function shown(command: string, disk: string): Promise<string> {
  await closeAll();
  await commands.executeCommand(`confidentialPods.artifacts.${command}`, Uri.file(disk));
  return window.activeTextEditor?.document.getText() ?? "";
}

test("a boot that fails leaves a disk that says why, compared with the one that it started from", async () => {
  if (useDouble() !== undefined) return;
  const wrote = path.join(path.dirname(files.boot), "wrote.vhd");
  writeFileSync(wrote, efiAfterFailure());
  await closeAll();
  const { uri } = await open({ language: "yaml", content: debugPod("failing-pod", "SecureNestedPaging", files) });
  // The guest gives up before it connects: only its disk knows more.
  await withKnobs({ HCSD_GUEST: "exit", HCSD_GUEST_WRITES: `1=${wrote}` }, async () => {
    await commands.executeCommand("confidentialPods.bootSandbox", uri.toString(), 0);
  });
  const name = existsSync(files.debug)
    ? readdirSync(files.debug).find((each) => each.endsWith("_boot.vhd"))
    : undefined;
  assert.ok(name !== undefined, "the EFI disk was preserved");
  const disk = path.join(files.debug, name);
  assert.match(await shown("timeline", disk), /The boot failed; .*STATUS_INVALID_IMAGE_HASH .*cimfs\.sys/);
  const report = await shown("guestWrites", disk);
  assert.ok(report.includes(path.join(files.boot, "boot.vhd")), report);
  assert.match(report, /\+ added +EFI\/Microsoft\/Boot\/Boot Debug Trace 0001\.etl/);
  assert.match(report, /~ modified +EFI\/Microsoft\/Boot\/bootstat\.dat/);
  await closeAll();
});
