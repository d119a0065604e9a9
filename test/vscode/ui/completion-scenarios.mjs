// The order in which completion shows keys while they are typed: VS Code sorts again what the server has ranked.
import assert from "node:assert/strict";
import { again } from "../../tools/again.mjs";

/**
 * What the list shows for some letters in a confidential Windows pod, from the top; it may go on with others.
 * @type {readonly (readonly [typed: string, labels: readonly string[]])[]}
 */
const shown = [
  // Letters that begin a word of a key for Linux pods alone come behind keys that fit and only hold them.
  ["log", ["log-forwarding", "forwardlogs.defaultsources.enable"]],
  ["no", ["no_security_hardware", "wcow.no_secure_boot"]],
  ["io.microsoft.virtualmachine.", ["log-forwarding", "no_security_hardware"]],
  ["io.microsoft.virtualmachine.wcow.e", ["wcow.enforcer"]],
  ["proccount", ["computetopology.processor.count"]],
];

/** What the rows of a list say, from the top. */
const labelsOf = (rows) =>
  rows.evaluateAll((found) =>
    found
      .map((row) => [Number(row.getAttribute("data-index")), row.querySelector(".label-name")?.textContent ?? ""])
      .sort(([a], [b]) => a - b)
      .map(([, label]) => label),
  );

/** @type {readonly import("./themes.mjs").Scenario[]} */
export const completionScenarios = [
  {
    name: "completed keys keep the server's order while they are typed",
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command("View: Close All Editors");
      await workbench.openFile("debug-pod.yaml");
      const rows = page.locator(".suggest-widget.visible .monaco-list-row");
      for (const [typed, expected] of shown) {
        await workbench.clickWord("io.microsoft.wcow.debug_data_path");
        await page.keyboard.press("End");
        await page.keyboard.press("Enter");
        await page.keyboard.type(typed, { delay: 40 });
        // The list is replaced while answers for what was typed are still on their way.
        await again(
          async () => {
            const labels = await labelsOf(rows);
            assert.deepEqual(labels.slice(0, expected.length), expected, `for "${typed}":\n${labels.join("\n")}`);
          },
          { tries: 100, pause: 600 },
        );
        await page.keyboard.press("Escape");
        // The window saves by itself: the line goes as it came.
        await page.keyboard.press("Control+Shift+k");
      }
    },
  },
];
