// What a window does whose workspace nobody has trusted.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { again, attempt } from "../../tools/again.mjs";
import { writeBootSamples } from "../../tools/boot-samples.mjs";
import { message, row } from "./window-parts.mjs";

/** @type {readonly import("./themes.mjs").Scenario[]} */
export const untrustedScenarios = [
  {
    name: "a workspace that is not trusted is checked, and nothing of it is booted",
    run: async (workbench) => {
      const { page, folder } = workbench;
      const { debug } = await writeBootSamples(folder);
      await workbench.openFile("boot-pod.yaml");
      await workbench.squiggles("warning");
      for (const command of ["Boot UVM…", "Rehearse Boot…", "Preflight…", "Self-Test on This Host"]) {
        await workbench.command(`Confidential Pods: ${command}`);
        await message(page, "trust the workspace first")
          .getByRole("button", { name: "Manage Workspace Trust" })
          .waitFor();
        await workbench.command("Notifications: Clear All Notifications");
      }
      const refusal = message(page, "trust the workspace first");
      await again(async () => {
        if (await refusal.isVisible()) return;
        await page.locator(".codelens-decoration").getByText("Boot this UVM").first().click({ timeout: attempt });
        await refusal.waitFor({ timeout: attempt });
      });
      await workbench.command("Confidential Pods: Focus on UVMs View");
      assert.equal(await row(page, "debug-pod").count(), 0);
      assert.ok(!existsSync(debug), "nothing was written");
    },
  },
];
