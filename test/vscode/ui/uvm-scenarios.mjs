// More of what a user does with UVMs in the window: boot files alone, cancelling, several at once, a reloaded window.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeBootSamples } from "../../tools/boot-samples.mjs";
import { boot, close, message, row as uvmRow } from "./window-parts.mjs";

/** @typedef {import("./scenarios.mjs").Scenario} Scenario */

let samples = { boot: "", debug: "" };

/** The records of a folder, the newest last. */
function records(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith("_run.json")) : [];
  const read = names.map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")));
  return read.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

/** An answer of the box at the top. */
const answer = (page, text) =>
  page.locator(`.quick-input-list .monaco-list-row[aria-label*="${text}"]`).filter({ visible: true }).first();

const status = (page, text) => page.locator(".statusbar-item").filter({ hasText: text }).first();
const terminal = (page) => page.locator(".terminal-wrapper.active .xterm-rows");

/** @type {readonly Scenario[]} */
export const uvmScenarios = [
  {
    name: "a UVM boots from boot files alone, in three questions",
    needsDouble: true,
    run: async (workbench) => {
      const { page, folder } = workbench;
      samples = writeBootSamples(folder);
      await workbench.command("View: Close All Editors");
      await workbench.command("Notifications: Clear All Notifications");
      await workbench.command("Confidential Pods: Focus on UVMs View");
      await workbench.command("Confidential Pods: Boot UVM…");
      await answer(page, "Boot files…").click();
      const input = page.locator(".quick-input-widget input").first();
      await page.locator(".quick-input-title").filter({ hasText: "Folder with boot.vhd" }).waitFor();
      await input.fill(`${samples.boot}/`);
      await page.locator(".quick-input-action a").filter({ hasText: "OK" }).first().click();
      await answer(page, "cwcow.gso.vmgs is missing").waitFor();
      await answer(page, "VirtualizationBasedSecurity").click();
      await answer(page, "Debug mode").waitFor();
      await page.keyboard.press("Enter");
      await answer(page, "The extension's storage").click();
      await message(page, "UVM bootfiles is running").waitFor();
      await status(page, "bootfiles: running").waitFor();
      await close(message(page, "UVM bootfiles is running"));
    },
  },
  {
    name: "its serial console is a terminal",
    needsDouble: true,
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command("Confidential Pods: Show Serial Console");
      await terminal(page).getByText("boot line 1").first().waitFor();
    },
  },
  {
    name: "a second UVM boots beside it, is cancelled while it waits for its guest, and is told apart",
    needsDouble: true,
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.openFile("boot-pod.yaml");
      await boot(workbench);
      await message(page, "Waiting for the guest's connection").waitFor();
      await status(page, "2 UVMs").waitFor();
      await uvmRow(page, "bootfiles running").waitFor();
      await message(page, "Booting debug-pod").getByRole("button", { name: "Cancel" }).click();
      const told = message(page, "UVM debug-pod was cancelled. 2 disks were preserved.");
      await told.waitFor();
      await close(told);
      await uvmRow(page, "debug-pod cancelled").waitFor();
      const record = records(samples.debug).at(-1);
      assert.equal(record.state, "cancelled");
      assert.deepEqual(record.leftovers, { grants: [], files: [] });
      await status(page, "bootfiles: running").waitFor();
    },
  },
  {
    name: "compute systems of others are listed, and only that",
    needsDouble: true,
    run: async ({ page, command }) => {
      await command("Confidential Pods: Refresh UVMs");
      // They stand below our own, out of sight where there are many of these.
      await command("Confidential Pods: Focus on UVMs View");
      await page.keyboard.press("End");
      await uvmRow(page, "Other compute systems 1").waitFor();
      await page.keyboard.press("ArrowRight");
      const row = uvmRow(page, "f7a1c2 Running · WSL");
      // The view asks for what it unfolds; until it is there, the end is above it.
      for (let tries = 0; tries < 40 && !(await row.isVisible()); tries++) {
        await page.keyboard.press("End");
        await page.waitForTimeout(250);
      }
      await row.waitFor();
      await row.hover();
      assert.equal(await row.locator(".action-label").count(), 0, "nothing can be done to it");
      await page.keyboard.press("Home");
    },
  },
  {
    name: "a window that is reloaded finds its UVM again",
    needsDouble: true,
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
      await page.locator(".quick-input-widget input").first().waitFor();
      await page.keyboard.type("echo still here\r", { delay: 10 });
      await terminal(page).getByText("still here").first().waitFor();
      await workbench.command("Confidential Pods: Terminate UVM");
      const told = message(page, "UVM bootfiles ended. 2 disks were preserved.");
      await told.waitFor();
      await close(told);
    },
  },
  {
    name: "a rehearsal says everywhere that it is one",
    needsDouble: true,
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.openFile("boot-pod.yaml");
      await workbench.command("Confidential Pods: Rehearse Boot…");
      await answer(page, "debug-pod").click();
      const told = message(page, "The rehearsal of debug-pod ended. No VM was made.");
      await told.waitFor();
      await close(told);
      await uvmRow(page, "debug-pod rehearsal ended").waitFor();
      const record = records(samples.debug).at(-1);
      assert.equal(record.kind, "rehearsal");
      assert.match(record.id, /^debug-pod-rehearsal-/);
    },
  },
];
