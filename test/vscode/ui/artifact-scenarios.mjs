// What a user does with debug artifacts in the window, what must be seen, and the README's pictures of it.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import path from "node:path";
import { addArtifactSamples } from "../../tools/artifact-samples.mjs";
import { answer, answerBox } from "../../tools/quick-input.mjs";
import { chooseFromMenu, editor, followLink, row, webview } from "./window-parts.mjs";

/** @typedef {import("./themes.mjs").Scenario} Scenario */

/** Unfolds the `index`th row of this label by its arrow: a click beside it would open what the row stands for. */
async function unfold(page, label, index = 0) {
  const rows = `.pane-body .monaco-list-row[aria-label="${label}"], .pane-body .monaco-list-row[aria-label^="${label},"]`;
  await page.locator(rows).nth(index).locator(".monaco-tl-twistie").click();
}

/** Gives the view the width that its rows need. */
async function widenSideBar(page) {
  const bar = await page.locator(".part.sidebar").boundingBox();
  if (bar === null) return;
  const [edge, middle] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(400, middle, { steps: 5 });
  await page.mouse.up();
}

/** The data folder, once it is written. */
let data = "";

/** @type {readonly Scenario[]} */
export const artifactScenarios = [
  {
    name: "a failed run says in the view why it did not boot",
    run: async (workbench) => {
      const { page, folder } = workbench;
      data = (await addArtifactSamples(folder)).folder;
      await workbench.command("View: Close All Editors");
      await page.locator('.activitybar .action-label[aria-label="Confidential Pods"]').click();
      await row(page, "4f0c1d9e5b7a…@vm").waitFor();
      await widenSideBar(page);
      await row(page, "4f0c1d9e5b7a…@vm").click();
      await row(page, "Boot timeline").waitFor();
      for (const label of ["boot.vhd", "EFI system partition", "EFI", "Microsoft"]) await unfold(page, label);
      await unfold(page, "Boot", 1);
      await row(page, "bootstat.dat").waitFor();
      const said = await row(page, "Boot timeline").getAttribute("aria-label");
      assert.match(said ?? "", /The boot failed; .*cimfs\.sys/);
    },
  },
  {
    name: "its timeline names every step up to the error",
    run: async (workbench, picture) => {
      const { page } = workbench;
      await row(page, "Boot timeline").click();
      await editor(page).getByText("STATUS_INVALID_IMAGE_HASH").first().waitFor();
      await picture("artifacts-timeline");
    },
  },
  {
    name: "what the guest wrote leads to a diff of the boot status log",
    run: async (workbench, picture) => {
      const { page } = workbench;
      await row(page, "What the guest wrote").click();
      await editor(page).getByText("Sectors, by what they belong to").waitFor();
      await picture("artifacts-tree");
      await followLink(page, "bootstat.dat", /bootstat\.dat .*↔/);
      await page.locator(".monaco-diff-editor .line-insert").first().waitFor({ state: "attached" });
    },
  },
  {
    name: "the boot configuration before and after shows what was switched off",
    run: async ({ page }, picture) => {
      await row(page, "What the guest wrote").click();
      await editor(page).getByText("Sectors, by what they belong to").waitFor();
      await followLink(page, /BCD$/, /BCD .*↔/);
      const changed = page.locator(".monaco-diff-editor .modified .view-line").filter({ hasText: /testsigning.+No/ });
      await changed.first().waitFor();
      await picture("artifacts-diff");
    },
  },
  {
    name: "a text is found in what the files of a disk hold, and opens at its place",
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command("View: Close All Editors");
      const title = "Find a text in 4f0c1d9e5b7a…@vm_boot.vhd";
      await chooseFromMenu(page, row(page, "boot.vhd"), "Find Text in Disk…", page.getByText(title));
      await answerBox(page, title, "WINLOAD.efi");
      await answer(page, " place", "\\Windows\\system32\\winload.efi", "BCD").click();
      await page.locator('.tab.active[data-resource-name="BCD"]').waitFor();
      await editor(page).getByText("Windows boot loader").first().waitFor();
    },
  },
  {
    name: "a disk opens as its overview, without a script in it",
    run: async (workbench, picture) => {
      const { page } = workbench;
      await workbench.command("View: Close All Editors");
      await row(page, "boot.vhd").click();
      const frame = webview(page);
      await frame.locator("svg[role=img]").waitFor();
      assert.equal(await frame.locator("script:not([src])").filter({ hasText: "boot.vhd" }).count(), 0);
      assert.ok((await frame.locator("td").allInnerTexts()).some((text) => text.includes("bootstat.dat")));
      await picture("artifacts-overview");
      await workbench.command("View: Close All Editors");
    },
  },
  {
    name: "a scratch says in a line what became of it, and a new run appears by itself",
    run: async ({ page }) => {
      await unfold(page, "sandbox.vhdx");
      await row(page, "Never formatted.").waitFor();
      copyFileSync(path.join(data, "uvmboot-0_boot.vhd"), path.join(data, "uvmboot-1_boot.vhd"));
      await row(page, "uvmboot-1").waitFor();
    },
  },
];
