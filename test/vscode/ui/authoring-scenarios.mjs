// Writing a spec, as a user does it in the window.
import assert from "node:assert/strict";
import { again, attempt } from "../../tools/again.mjs";
import { answer } from "../../tools/quick-input.mjs";

/** Opens a file alone, and gives it the whole height. */
async function openFresh(workbench, file) {
  await workbench.command("View: Close All Editors");
  if (await workbench.page.locator(".part.panel").isVisible()) await workbench.page.keyboard.press("Control+j");
  await workbench.openFile(file);
}

/** @type {readonly import("./themes.mjs").Scenario[]} */
export const authoringScenarios = [
  {
    name: "completion offers keys that fit, with what they do",
    run: async (workbench, picture) => {
      await openFresh(workbench, "debug-pod.yaml");
      const { page } = workbench;
      await workbench.clickWord("io.microsoft.wcow.debug_data_path");
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await page.keyboard.type("processor", { delay: 30 });
      const rows = page.locator(".suggest-widget.visible .monaco-list-row");
      await rows.nth(1).waitFor();
      // The documentation beside the list is off until it is asked for; a list that was just replaced does not hear it.
      const details = page.locator(".suggest-details .docs").first();
      await again(async () => {
        if (await details.isVisible()) return;
        await page.keyboard.press("Control+Space");
        await details.waitFor({ timeout: attempt });
      });
      await picture("completion", {
        walkthrough: { step: "write", of: ".suggest-widget.visible", width: 318, height: 181 },
      });
      await page.keyboard.press("Escape");
      // The window saves by itself: the line goes as it came.
      await page.keyboard.press("Control+Shift+k");
    },
  },
  {
    name: "a hover tells the effective value and why it is another one",
    run: async (workbench, picture) => {
      await openFresh(workbench, "effective-values.yaml");
      await workbench.page.locator(".monaco-editor .view-line").getByText("3072").first().waitFor();
      await workbench.hover('"3071"', "3072");
      await picture("hover", {
        walkthrough: { step: "check", of: ".monaco-hover >> visible=true", width: 562, height: 230 },
      });
      await workbench.page.keyboard.press("Escape");
    },
  },
  {
    name: "the HCS document stands beside the spec",
    run: async (workbench, picture) => {
      await openFresh(workbench, "debug-pod.yaml");
      await workbench.clickWord("apiVersion");
      await workbench.command("Confidential Pods: Preview HCS Document");
      await workbench.page.locator('.tab[data-resource-name="HCS debug-pod.yaml.jsonc"]').waitFor();
      await workbench.page
        .getByText(/"SchemaVersion"/)
        .first()
        .waitFor();
      await picture("preview", {
        isWide: true,
        walkthrough: { step: "preview", of: ".editor-group-container", width: 560, height: 249 },
      });
    },
  },
  {
    name: "a policy is edited as Rego",
    run: async (workbench, picture) => {
      await openFresh(workbench, "debug-pod.yaml");
      await workbench.clickWord("io.microsoft.virtualmachine.wcow.securitypolicy");
      await workbench.command("Confidential Pods: Open Annotation Value as Document");
      await workbench.page.locator('.tab.active[data-resource-name="securitypolicy.rego"]').waitFor();
      // No other extension knows the language here, so its colors are ours.
      const names = workbench.page.locator(".view-lines span").filter({ hasText: /^(?:package|api_version)$/ });
      await again(
        async () => {
          const colors = await names.evaluateAll(
            (spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size,
          );
          assert.equal(colors, 2, "a keyword and a name have colors of their own");
        },
        { tries: 100, pause: 300 },
      );
      await picture("policy", {
        isWide: true,
        walkthrough: { step: "policy", of: ".editor-group-container", width: 480, height: 210 },
      });
    },
  },
  {
    name: "the walkthrough shows its pictures and pages",
    run: async (workbench) => {
      // Beside another editor there is no room for pictures.
      await workbench.command("View: Close All Editors");
      await workbench.command("Welcome: Open Walkthrough...");
      await answer(workbench.page, "Select a walkthrough", "Confidential Pods").click();
      const image = workbench.page.locator(".getting-started-media img").first();
      await image.waitFor();
      assert.ok(await image.evaluate((element) => element.naturalWidth > 0), "the picture is loaded");
      await workbench.page.getByRole("button", { name: "Find out why one does not boot" }).first().click();
      const pageOf = workbench.page.frameLocator("iframe.webview").last().frameLocator("iframe").last();
      await pageOf.getByRole("heading", { name: "When a UVM does not boot" }).waitFor();
    },
  },
];
