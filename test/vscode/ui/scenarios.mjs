// What a user does in the window, what must be seen, and the README's pictures of it.
import assert from "node:assert/strict";
import { artifactScenarios } from "./artifact-scenarios.mjs";
import { authoringScenarios } from "./authoring-scenarios.mjs";
import { bootArtifactScenarios } from "./boot-artifact-scenarios.mjs";
import { bootScenarios } from "./boot-scenarios.mjs";
import { completionScenarios } from "./completion-scenarios.mjs";
import { uvmScenarios } from "./uvm-scenarios.mjs";
import { wizardScenarios } from "./wizard-scenarios.mjs";

/**
 * @typedef {Awaited<ReturnType<typeof import("../../tools/workbench.mjs").openWorkbench>>} Workbench
 * @typedef {{ name: string, needsDouble?: boolean, run: (workbench: Workbench, picture: Picture) => Promise<void> }} Scenario
 *   `needsDouble`: it boots, which takes a stand-in for HCS
 * @typedef {(name: string, options?: { walkthrough?: Part }) => Promise<void>} Picture takes a picture for the README, and
 *   a part of it for a step of the walkthrough
 * @typedef {import("../../tools/svg-picture.mjs").Part} Part
 */

/** Some row of the Problems panel says this. */
function assertRow(rows, severity, text) {
  const found = rows.some((row) => row.startsWith(severity) && row.includes(text));
  assert.ok(found, `no ${severity} with "${text}" in Problems:\n${rows.join("\n")}`);
}

/** @type {readonly Scenario[]} */
export const scenarios = [
  {
    name: "a broken YAML pod has squiggles and rows in Problems",
    run: async (workbench, picture) => {
      await workbench.openFile("broken-pod.yaml");
      await workbench.squiggles("error");
      const rows = await workbench.problems("broken-pod.yaml");
      assertRow(rows, "Error", "must be strings");
      assertRow(rows, "Warning", "4GB");
      await picture("diagnostics-yaml");
    },
  },
  {
    name: "a crictl JSON sandbox too",
    run: async (workbench, picture) => {
      await workbench.command("View: Close All Editors");
      await workbench.openFile("sandbox.json");
      await workbench.squiggles("warning");
      assertRow(await workbench.problems("sandbox.json"), "Warning", "1536.0");
      await picture("diagnostics-json");
    },
  },
  {
    name: "the quick-fix menu offers the fix and the suppression",
    run: async (workbench, picture) => {
      await workbench.command("View: Close All Editors");
      await workbench.openFile("broken-pod.yaml");
      await workbench.clickWord("yes");
      const titles = await workbench.quickFixes();
      assert.ok(
        titles.some((title) => /quote/i.test(title)),
        titles.join("\n"),
      );
      assert.ok(
        titles.some((title) => /suppress/i.test(title)),
        titles.join("\n"),
      );
      await picture("quick-fixes");
      await workbench.page.keyboard.press("Escape");
    },
  },
  {
    name: "the code of a finding leads to its page, inside VS Code and without a question",
    run: async (workbench, picture) => {
      await workbench.openFile("broken-pod.yaml");
      await workbench.clickWord("yes");
      await workbench.hover();
      await workbench.page.locator(".monaco-hover a.code-link").first().click();
      const page = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
      assert.notEqual(await page.locator("h1").first().textContent(), "");
      await picture("rule-page");
    },
  },
  ...authoringScenarios,
  ...completionScenarios,
  ...wizardScenarios,
  ...artifactScenarios,
  ...bootScenarios,
  ...uvmScenarios,
  ...bootArtifactScenarios,
];
