// What asks the user something on its way: lists, file dialogs, progress that can be stopped.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { again, attempt } from "../../tools/again.mjs";
import { answer, answerDialog } from "../../tools/quick-input.mjs";
import { cleanWindow, message } from "./window-parts.mjs";

/** More files than are gone through before somebody can press a button. */
const manyFiles = 6000;

/** @type {readonly import("./themes.mjs").Scenario[]} */
export const wizardScenarios = [
  {
    name: "a new pod spec is chosen from a list, and its name is typed over first",
    run: async ({ command, page }) => {
      await command("View: Close All Editors");
      await command("Confidential Pods: New Pod Spec…");
      await answer(page, "What do you want to run?", "Confidential Windows pod").click();
      await page.locator(".view-lines").getByText("runhcs-wcow-hypervisor").first().waitFor();
      // The first place to type over is selected a little after the text is there.
      await page.locator(".monaco-editor .selected-text").first().waitFor({ state: "attached" });
      await page.keyboard.type("typed-over");
      await page.locator(".view-lines").getByText("typed-over").first().waitFor();
      await command("View: Revert and Close Editor");
    },
  },
  {
    name: "a Rego file becomes the policy of the pod at the cursor",
    run: async ({ command, openFile, clickWord, page, folder }) => {
      const rego = "package policy\n\n# from a file\n";
      const file = path.join(folder, "allow.rego");
      writeFileSync(file, rego);
      await command("View: Close All Editors");
      await openFile("debug-pod.yaml");
      await clickWord("io.microsoft.virtualmachine.wcow.securitypolicy");
      await command("Confidential Pods: Set Policy from Rego File…");
      await answerDialog(page, "Policy", file);
      await page.locator(".view-lines").getByText(Buffer.from(rego).toString("base64")).first().waitFor();
      await command("File: Revert File");
      rmSync(file);
    },
  },
  {
    name: "validating the workspace tells how it gets on and can be stopped",
    run: async (workbench) => {
      const { command, page, folder } = workbench;
      await cleanWindow(workbench);
      const many = path.join(folder, "many");
      mkdirSync(many);
      for (let index = 0; index < manyFiles; index++) {
        const memory = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb";
        const annotations = Array.from({ length: 20 }, (_, at) => `    example.com/${at}: "${at}"`).join("\n");
        const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n${annotations}\n    ${memory}: 4GB\n`;
        writeFileSync(path.join(many, `${index}.yaml`), text);
      }
      await command("Confidential Pods: Validate Workspace");
      const progress = message(page, "Validating pod specs");
      await progress.getByText(/ of \d+ files/).waitFor();
      await progress.getByRole("button", { name: "Cancel" }).click();
      await progress.waitFor({ state: "detached" });
      rmSync(many, { recursive: true });
      await command("Confidential Pods: Validate Workspace");
      const results = page.locator(".notification-toast").filter({ hasText: /\d+ errors?.* in \d+ files/ });
      await results.first().waitFor();
      assert.equal(await results.count(), 1, "what was stopped has no result");
      await command("Notifications: Clear All Notifications");
    },
  },
  {
    name: "the language menu of the status bar says what specs are checked against",
    run: async ({ command, openFile, page }) => {
      await command("View: Close All Editors");
      await openFile("debug-pod.yaml");
      const row = page.locator(".hover-language-status").filter({ hasText: "hcsshim 0.15" }).first();
      await again(async () => {
        if (await row.isVisible()) return;
        await page.locator('.statusbar-item[id="status.languageStatus"]').click({ timeout: attempt });
        await row.waitFor({ timeout: attempt });
      });
      assert.match((await row.textContent()) ?? "", /checking pod specs · WCOW, Windows build 26100/);
      await page.keyboard.press("Escape");
    },
  },
];
