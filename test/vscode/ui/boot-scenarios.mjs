// What a user does to boot a UVM in the window, what must be seen, and the README's pictures of it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { again, attempt } from "../../tools/again.mjs";
import { writeBootSamples } from "../../tools/boot-samples.mjs";
import { answer } from "../../tools/quick-input.mjs";
import { boot, cleanWindow, editor, message, readAndClose, row, typeInto, webview } from "./window-parts.mjs";

/** @typedef {import("./themes.mjs").Scenario} Scenario */

let debug = "";

/** @type {readonly Scenario[]} */
export const bootScenarios = [
  {
    name: "a UVM boots from the palette, with its phases in a message and in the view",
    run: async (workbench, picture) => {
      const { page, folder } = workbench;
      debug = (await writeBootSamples(folder)).debug;
      await cleanWindow(workbench);
      await workbench.command("Confidential Pods: Focus on UVMs View");
      await workbench.openFile("boot-pod.yaml");
      await page.locator(".codelens-decoration").getByText("Boot this UVM").first().waitFor();
      await boot(workbench);
      await message(page, "Booting debug-pod").waitFor();
      await row(page, "Waiting for the guest").waitFor();
      await picture("boot-progress");
      await message(page, "its guest was ready").waitFor();
      await row(page, "Running").waitFor();
    },
  },
  {
    name: "a shell in the UVM answers",
    run: async (workbench, picture) => {
      const { page } = workbench;
      await message(page, "its guest was ready").getByRole("button", { name: "Open Shell" }).click();
      const terminal = page.locator(".terminal-wrapper.active .xterm-rows");
      await terminal.getByText("C:\\>").first().waitFor();
      await typeInto(page, "echo hello from the guest", terminal.getByText(/^hello from the guest/).first());
      await picture("boot-shell");
    },
  },
  {
    name: "a UVM that is terminated leaves its disks, and says so",
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command("Confidential Pods: Terminate UVM");
      await readAndClose(message(page, "2 disks were preserved"));
      // The folder holds runs of other scenarios too. The disks are hashed while one looks.
      const files = readdirSync(debug).filter((name) => /^debug-pod-[0-9a-f]{6}@vm_/.test(name));
      const names = files.map((name) => name.replace(/^.*?@vm_/, "")).filter((name) => !name.endsWith(".tmp"));
      const record = path.join(debug, files.find((name) => name.endsWith("_run.json")) ?? "");
      const preserved = () => JSON.parse(readFileSync(record, "utf8")).preserved;
      while (preserved().some(({ sha256 }) => sha256 === null)) await page.waitForTimeout(50);
      assert.deepEqual(names.sort(), ["boot.jsonl", "boot.vhd", "console.log", "run.json", "sandbox.vhdx"]);
    },
  },
  {
    name: "a UVM boots by a click above its annotations, which stays in sight beside a long debug path",
    run: async (workbench) => {
      const { page } = workbench;
      await cleanWindow(workbench);
      await workbench.openFile("boot-pod.yaml");
      const lens = page.locator(".codelens-decoration").getByText("Boot this UVM").first();
      const booting = message(page, "Booting debug-pod");
      await lens.waitFor();
      const [link, view] = [await lens.boundingBox(), page.viewportSize()];
      assert.ok(link !== null && view !== null && link.x + link.width <= view.width, "it is in sight");
      await again(async () => {
        if (await booting.isVisible()) return;
        await lens.click({ timeout: attempt });
        await booting.waitFor({ timeout: attempt });
      });
      await readAndClose(message(page, "its guest was ready"));
      await workbench.command("Confidential Pods: Terminate UVM");
      await readAndClose(message(page, "2 disks were preserved"));
    },
  },
  {
    name: "a boot that fails names its cause and the file, and leads on to what explains it",
    run: async (workbench, picture) => {
      const { page } = workbench;
      await cleanWindow(workbench);
      await workbench.openFile("boot-nothing.yaml");
      await boot(workbench);
      const refusal = message(page, "cwcow.vbs.vmgs is missing");
      await refusal.getByRole("button", { name: "Boot Anyway" }).click();
      const failure = message(page, "did not boot. While checking files");
      await failure.waitFor();
      assert.match((await failure.textContent()) ?? "", /failed to .*elsewhere\/\S+ is missing/);
      await picture("boot-failure");
      await failure.getByRole("button", { name: "Troubleshoot" }).click();
      await webview(page).getByText("ERROR_FILE_NOT_FOUND").first().waitFor();
      await workbench.command("View: Close All Editors");
    },
  },
  {
    name: "a preflight shows what is so now, and leads on to the check of the boot files",
    run: async (workbench) => {
      const { page } = workbench;
      // Of one name, and so is the page about them.
      const found = { "boot-pod.yaml": "can be planned", "boot-nothing.yaml": "is missing" };
      for (const [file, text] of Object.entries(found)) {
        await cleanWindow(workbench);
        await workbench.openFile(file);
        await workbench.command("Confidential Pods: Preflight…");
        await answer(page, "What is booted?", "debug-pod").click();
        await webview(page).getByText(text).first().waitFor();
      }
      const told = message(page, "Preflight of debug-pod");
      await told.getByRole("button", { name: "Check Boot Files" }).click();
      await editor(page).getByText("There is no such folder").first().waitFor();
      await workbench.command("View: Close All Editors");
    },
  },
];
