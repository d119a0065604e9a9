// More of what a user does with UVMs in the window: boot files alone, cancelling, several at once, a reloaded window.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { again, attempt } from "../../tools/again.mjs";
import { writeBootSamples } from "../../tools/boot-samples.mjs";
import { accept, answer, answerBox, answerDialog } from "../../tools/quick-input.mjs";
import { boot, cleanWindow, message, readAndClose, row as uvmRow } from "./window-parts.mjs";

/** @typedef {import("./themes.mjs").Scenario} Scenario */

let samples = { boot: "", debug: "" };

/** The records of a folder, the newest last. */
function records(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith("_run.json")) : [];
  const read = names.map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")));
  return read.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

const status = (page, text) => page.locator(".statusbar-item").filter({ hasText: text }).first();
const terminal = (page) => page.locator(".terminal-wrapper.active .xterm-rows");

/** @type {readonly Scenario[]} */
export const uvmScenarios = [
  {
    name: "a UVM boots from boot files alone, in three questions",
    run: async (workbench) => {
      const { page, folder } = workbench;
      samples = await writeBootSamples(folder);
      await cleanWindow(workbench);
      await workbench.command("Confidential Pods: Focus on UVMs View");
      await workbench.command("Confidential Pods: Boot UVM…");
      await answer(page, "What is booted?", "Boot files…").click();
      await answerDialog(page, "Folder with boot.vhd", `${samples.boot}/`);
      await answer(page, "Isolation type", "cwcow.gso.vmgs is missing").waitFor();
      await answer(page, "Isolation type", "VirtualizationBasedSecurity").click();
      await answer(page, "Options", "Debug mode").waitFor();
      await accept(page, "Options");
      await answer(page, "Debug data folder", "The extension's storage").click();
      await readAndClose(message(page, "UVM bootfiles is running"));
      await status(page, "bootfiles: running").waitFor();
    },
  },
  {
    name: "its serial console is a terminal",
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command("Confidential Pods: Show Serial Console");
      await terminal(page).getByText("boot line 1").first().waitFor();
    },
  },
  {
    name: "a second UVM boots beside it, is cancelled while it waits for its guest, and is told apart",
    run: async (workbench) => {
      const { page } = workbench;
      await cleanWindow(workbench);
      await workbench.openFile("boot-pod.yaml");
      await boot(workbench);
      await message(page, "Waiting for the guest's connection").waitFor();
      await status(page, "2 UVMs").waitFor();
      await uvmRow(page, "bootfiles running").waitFor();
      await message(page, "Booting debug-pod").getByRole("button", { name: "Cancel" }).click();
      await readAndClose(message(page, "UVM debug-pod was cancelled. 2 disks were preserved."));
      await uvmRow(page, "debug-pod cancelled").waitFor();
      const record = records(samples.debug).at(-1);
      assert.equal(record.state, "cancelled");
      assert.deepEqual(record.leftovers, { grants: [], files: [] });
      await status(page, "bootfiles: running").waitFor();
    },
  },
  {
    name: "compute systems of others are listed, and only that",
    run: async ({ page, command }) => {
      await command("Confidential Pods: Refresh UVMs");
      const row = uvmRow(page, "f7a1c2 Running · WSL");
      // They stand below our own, out of sight where there are many of these; and the view asks for what it unfolds.
      await again(async () => {
        if (await row.isVisible()) return;
        await command("Confidential Pods: Focus on UVMs View");
        await page.keyboard.press("End");
        await uvmRow(page, "Other compute systems 1").waitFor({ timeout: attempt });
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("End");
        await row.waitFor({ timeout: attempt });
      });
      await row.hover();
      assert.equal(await row.locator(".action-label").count(), 0, "nothing can be done to it");
    },
  },
  {
    name: "a window that is reloaded finds its UVM again",
    run: async (workbench) => {
      const { page } = workbench;
      // Nothing of ours is open: the extension runs because VS Code has started.
      await workbench.command("View: Close All Editors");
      await workbench.command("View: Show Explorer");
      await page.reload();
      await status(page, "bootfiles: running").waitFor();
      await workbench.command("Confidential Pods: Focus on UVMs View");
      await uvmRow(page, "bootfiles running").waitFor();
      await workbench.command("Confidential Pods: Run Command in UVM…");
      await answerBox(page, "Run a command in bootfiles", "echo still here");
      await terminal(page).getByText("still here").first().waitFor();
      await workbench.command("Confidential Pods: Terminate UVM");
      await readAndClose(message(page, "UVM bootfiles ended. 2 disks were preserved."));
    },
  },
  {
    name: "a rehearsal says everywhere that it is one",
    run: async (workbench) => {
      const { page } = workbench;
      await cleanWindow(workbench);
      await workbench.openFile("boot-pod.yaml");
      await workbench.command("Confidential Pods: Rehearse Boot…");
      await answer(page, "What is booted?", "debug-pod").click();
      await readAndClose(message(page, "The rehearsal of debug-pod ended. No VM was made."));
      await uvmRow(page, "debug-pod rehearsal ended").waitFor();
      const record = records(samples.debug).at(-1);
      assert.equal(record.kind, "rehearsal");
      assert.match(record.id, /^debug-pod-rehearsal-/);
    },
  },
];
