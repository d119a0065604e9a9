// What is found in a spec, as the window shows it.
import assert from "node:assert/strict";
import { webview } from "./window-parts.mjs";

/** @type {readonly import("./themes.mjs").Scenario[]} */
export const diagnosticsScenarios = [
  {
    name: "a broken YAML pod has squiggles and rows in Problems",
    run: async (workbench, picture) => {
      await workbench.openFile("broken-pod.yaml");
      await workbench.squiggles("error");
      await workbench.problem("broken-pod.yaml", "Error", "must be strings");
      await workbench.problem("broken-pod.yaml", "Warning", "4GB");
      await picture("diagnostics-yaml");
    },
  },
  {
    name: "a crictl JSON sandbox too",
    run: async (workbench, picture) => {
      await workbench.command("View: Close All Editors");
      await workbench.openFile("sandbox.json");
      await workbench.squiggles("warning");
      await workbench.problem("sandbox.json", "Warning", "1536.0");
      await picture("diagnostics-json");
    },
  },
  {
    name: "the quick-fix menu offers the fix and the suppression",
    run: async (workbench, picture) => {
      await workbench.command("View: Close All Editors");
      await workbench.openFile("broken-pod.yaml");
      await workbench.quickFix("yes", /quote/i);
      await workbench.quickFix("yes", /suppress/i);
      await picture("quick-fixes");
      await workbench.page.keyboard.press("Escape");
    },
  },
  {
    name: "the code of a finding leads to its page, inside VS Code and without a question",
    run: async (workbench, picture) => {
      await workbench.command("View: Close All Editors");
      await workbench.openFile("broken-pod.yaml");
      const code = "annotation-not-string";
      const hover = await workbench.hover("yes", code);
      await hover.locator("a.code-link").first().click();
      await workbench.page.locator(`.tab.active[data-resource-name="${code}.md"]`).waitFor();
      const heading = webview(workbench.page).locator("h1").first();
      assert.notEqual(await heading.textContent(), "");
      await picture("rule-page");
    },
  },
];
