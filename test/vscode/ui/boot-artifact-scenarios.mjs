// From a boot to what it left, without leaving the window.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import path from "node:path";
import { addArtifactSamples } from "../../tools/artifact-samples.mjs";
import { writeBootSamples } from "../../tools/boot-samples.mjs";
import { guestDisk } from "../../tools/guest-disk.mjs";
import { boot, cleanWindow, editor, message, readAndClose, row, webview } from "./window-parts.mjs";

/** @typedef {import("./themes.mjs").Scenario} Scenario */

/** @type {readonly Scenario[]} */
export const bootArtifactScenarios = [
  {
    name: "a finished run leads to its boot timeline, to what the guest wrote, and to the disk",
    run: async (workbench) => {
      const { page, folder } = workbench;
      // Real disks in place of empty ones: the boot files', and what the guest makes of it.
      const { folder: left, bootFiles, ran } = await addArtifactSamples(folder);
      const { boot: bootFolder } = await writeBootSamples(folder);
      copyFileSync(path.join(bootFiles, "boot.vhd"), path.join(bootFolder, "boot.vhd"));
      copyFileSync(path.join(left, `${ran}_boot.vhd`), guestDisk);
      await cleanWindow(workbench);
      await workbench.openFile("boot-pod.yaml");
      await boot(workbench);
      await readAndClose(message(page, "its guest was ready"));
      await workbench.command("Confidential Pods: Terminate UVM");
      await message(page, "2 disks were preserved").getByRole("button", { name: "Browse" }).click();

      // The newest run stands first, and is the one that is unfolded.
      await page.locator('.pane-body .monaco-list-row.selected[aria-label^="debug-pod-"]').waitFor();
      await row(page, "Boot timeline, The OS loader launched the OS").click();
      await editor(page).getByText("launch").first().waitFor();
      await row(page, "What the guest wrote").click();
      await editor(page).getByText("Sectors, by what they belong to").waitFor();
      await editor(page)
        .getByText(/~.modified.+bootstat\.dat/)
        .first()
        .waitFor();
      await row(page, "boot.vhd").click();
      await webview(page).locator("svg[role=img]").waitFor();
      assert.match((await webview(page).locator("h1").textContent()) ?? "", /^debug-pod-.*_boot\.vhd$/);
      await workbench.command("View: Close All Editors");
    },
  },
];
