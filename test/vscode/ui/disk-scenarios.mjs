// What a user does with the inside of disks: taking files out, and having a disk as a folder of the workspace.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { again, attempt } from "../../tools/again.mjs";
import { addArtifactSamples } from "../../tools/artifact-samples.mjs";
import { importTypeScript } from "../../tools/import-typescript.mjs";
import { answerDialog } from "../../tools/quick-input.mjs";
import { chooseFromMenu, message, row } from "./window-parts.mjs";

/** @typedef {import("./themes.mjs").Scenario} Scenario */

/** Makes a folder beside the workspace. */
function besides(folder, name) {
  const made = path.join(path.dirname(folder), name);
  mkdirSync(made);
  return made;
}

/** Takes a message's button. */
const button = (toast, name) => toast.getByRole("button", { name });

/** Fails unless a folder has a file of this name somewhere. */
function assertHolds(folder, name) {
  const files = readdirSync(folder, { recursive: true }).map((file) => path.basename(String(file)));
  assert.ok(files.includes(name), files.join(", "));
}

/** @type {readonly Scenario[]} */
export const diskScenarios = [
  {
    name: "only a disk that has a parent asks which file it is",
    run: async (workbench) => {
      const { page, folder } = workbench;
      const samples = await addArtifactSamples(folder);
      const { blockVhd } = await importTypeScript("test/unit/disks/support/vhd-builder.ts");
      const parent = { id: "ab".repeat(16), path: "..\\base.vhd", changed: new Set([0]) };
      const child = blockVhd(Buffer.alloc(1024 * 1024, 5), { blockSize: 512 * 1024, parent });
      writeFileSync(path.join(samples.folder, "uvmboot-0_child.vhd"), child);
      await workbench.command("View: Close All Editors");
      await page.locator('.activitybar .action-label[aria-label="Confidential Pods"]').click();
      await row(page, "uvmboot-0").click();
      const choose = page.getByRole("menuitem", { name: "Choose Parent Disk…" });
      for (const [disk, isAsked] of [
        ["child.vhd", true],
        ["boot.vhd", false],
      ]) {
        await row(page, disk).click({ button: "right" });
        await page.getByRole("menuitem", { name: "Extract…" }).waitFor();
        assert.equal(await choose.isVisible(), isAsked, disk);
        await page.keyboard.press("Escape");
      }
    },
  },
  {
    name: "a disk is extracted, and its copy can be added or opened",
    run: async ({ page, folder }) => {
      const title = "Extract uvmboot-0_boot.vhd into which folder?";
      const target = besides(folder, "extracted");
      await chooseFromMenu(page, row(page, "boot.vhd"), "Extract…", page.getByText(title));
      await answerDialog(page, title, target, "Extract");
      const toast = message(page, "Extracted ");
      for (const name of ["Add to Workspace", "Open Folder"]) await button(toast, name).waitFor();
      assertHolds(target, "bootstat.dat");
    },
  },
  {
    name: "a disk in the workspace says that VS Code's own search does not look inside, and is found behind a #",
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command("Notifications: Clear All Notifications");
      // A second folder makes another workspace of the window: it loads anew.
      await chooseFromMenu(page, row(page, "boot.vhd"), "Add Disk to Workspace", message(page, "do not look inside"));
      await again(async () => {
        await page.keyboard.press("Control+p");
        const input = page.locator('.quick-input-widget input[placeholder^="Search files by name"]');
        await input.fill("#bootstat", { timeout: attempt });
        await page
          .locator('.quick-input-list .monaco-list-row[aria-label*="bootstat.dat"]')
          .waitFor({ timeout: attempt });
      });
      await page.keyboard.press("Escape");
    },
  },
  {
    name: "a copy takes the disk's place in the workspace",
    run: async ({ page, folder }) => {
      const title = "Extract uvmboot-0_boot.vhd into which folder?";
      const target = besides(folder, "copy-of-disk");
      await button(message(page, "do not look inside"), "Extract, and Use the Copy…").click();
      await answerDialog(page, title, target, "Extract");
      await page.locator('.explorer-folders-view .monaco-list-row[aria-label^="copy-of-disk"]').waitFor();
      assertHolds(target, "bootstat.dat");
    },
  },
];
