// What a user does with the inside of disks: taking files out, and having a disk as a folder of the workspace.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { again, attempt } from "../../tools/again.mjs";
import { addArtifactSamples } from "../../tools/artifact-samples.mjs";
import { importTypeScript } from "../../tools/import-typescript.mjs";
import { answer, answerDialog } from "../../tools/quick-input.mjs";
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

/** Opens the folder's window as one of a workspace file: a window of one folder loads anew when it gets a second one. */
async function openAsWorkspaceFile({ page, folder }) {
  const file = path.join(path.dirname(folder), "disks.code-workspace");
  const settings = JSON.parse(readFileSync(path.join(folder, ".vscode", "settings.json"), "utf8"));
  writeFileSync(file, JSON.stringify({ folders: [{ path: folder }], settings }));
  const address = new URL(page.url());
  address.searchParams.delete("folder");
  address.searchParams.set("workspace", file);
  await page.goto(address.href);
  await showArtifacts(page, row(page, "uvmboot-0"));
  await row(page, "uvmboot-0").click();
}

/** Turns to the view of artifacts, until this is there; a click where it is in front would hide it. */
async function showArtifacts(page, wanted) {
  await again(async () => {
    if (await wanted.isVisible()) return;
    await page.locator('.activitybar .action-label[aria-label="Confidential Pods"]').click({ timeout: attempt });
    await wanted.waitFor({ timeout: attempt });
  });
}

/** A folder as the explorer shows it. */
const folderOfWorkspace = (page, name) => page.locator(".explorer-folders-view").getByText(name, { exact: true });

/** Adds the run's EFI disk to the workspace in one of the ways that are offered, until what follows is there. */
async function addDisk(page, way, target) {
  const choice = answer(page, "added to the workspace", way);
  await showArtifacts(page, row(page, "boot.vhd"));
  await chooseFromMenu(page, row(page, "boot.vhd"), "Add Disk to Workspace…", choice);
  await choice.click();
  await target?.waitFor();
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
    name: "a disk is added to the workspace in place, where its files are found behind a #",
    run: async (workbench) => {
      const { page } = workbench;
      await openAsWorkspaceFile(workbench);
      await addDisk(page, "In place");
      await folderOfWorkspace(page, "uvmboot-0_boot.vhd").waitFor();
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
    name: "a disk is added to the workspace as a copy, which VS Code's own search looks into",
    run: async (workbench) => {
      const { page, folder } = workbench;
      const title = "Extract uvmboot-0_boot.vhd into which folder?";
      const target = besides(folder, "copies");
      await addDisk(page, "As a copy", page.getByText(title));
      await answerDialog(page, title, target, "Extract");
      await folderOfWorkspace(page, "uvmboot-0_boot").waitFor();
      assertHolds(path.join(target, "uvmboot-0_boot"), "bootstat.dat");
      await workbench.openFile("bootstat.dat");
    },
  },
];
