// A window of VS Code as a user sees and drives it: keyboard in, labels and pictures out.
import path from "node:path";
import { openBrowser } from "./browser.mjs";
import { startCodeServer } from "./code-server.mjs";
import { onExit } from "./processes.mjs";
import { copySampleWorkspace } from "./sample-workspace.mjs";
import { workbenchUrl } from "./workbench-url.mjs";

/** Pictures look the same everywhere. */
const settings = {
  "workbench.colorTheme": "Dark Modern",
  "editor.fontSize": 13,
  "editor.renderLineHighlight": "none",
  "editor.wordWrap": "off",
  "editor.stickyScroll.enabled": false,
  "breadcrumbs.enabled": false,
  "workbench.layoutControl.enabled": false,
  "editor.scrollbar.horizontal": "hidden",
  "explorer.compactFolders": false,
  "explorer.autoReveal": true,
  "outline.showVariables": false,
  "window.title": "Confidential Pods",
};

/** Milliseconds until something that must come counts as missing: a loaded machine is slow. */
const patience = 30_000;

/**
 * Opens the sample workspace in a window in which a VSIX was installed.
 * @param {string} vsix
 * @param {NodeJS.ProcessEnv} [env] for the extension
 * @param {{ asksForTrust?: boolean }} [options] the workspace is not trusted from the start
 */
export async function openWorkbench(vsix, env = {}, { asksForTrust = false } = {}) {
  const workspace = copySampleWorkspace();
  let server;
  let browser;
  const close = onExit(async () => {
    await browser?.close();
    await server?.stop();
    workspace.remove();
  });
  try {
    server = await startCodeServer({ vsix, settings, env, asksForTrust });
    browser = await openBrowser();
    const { page } = browser;
    page.setDefaultTimeout(patience);
    await page.goto(workbenchUrl(server.url, workspace.folder));
    await page.waitForSelector(".monaco-workbench .part.statusbar .statusbar-item");
    await narrowSideBar(page);
    return { ...actions(page), page, folder: workspace.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Gives the width to messages. */
async function narrowSideBar(page) {
  const bar = await page.locator(".part.sidebar").boundingBox();
  if (bar === null) return;
  const [edge, middle] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(edge - 95, middle, { steps: 5 });
  await page.mouse.up();
}

/** @param {import("playwright-core").Page} page */
function actions(page) {
  /** Types into the box at the top and takes the first answer that contains `wanted`. */
  const pick = async (key, text, wanted, attempts = 3) => {
    await page.keyboard.press(key);
    // Clicked, not entered: the list may still show what was there before the last letter.
    const row = page.locator(`.quick-input-list .monaco-list-row[aria-label*="${wanted}"]`).first();
    try {
      await page.locator(".quick-input-widget input").first().waitFor();
      await page.keyboard.type(text, { delay: 10 });
      await row.click(attempts > 1 ? { timeout: patience / 3 } : {});
    } catch (error) {
      if (attempts === 1) throw error;
      // Whatever takes the focus closes the box: a view that is revealed, a terminal that ends.
      await page.keyboard.press("Escape");
      await pick(key, text, wanted, attempts - 1);
    }
  };
  return {
    /** Opens a file of the workspace in the editor. */
    openFile: async (file) => {
      await pick("Control+p", file, path.basename(file));
      await page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
    },
    /** Runs a command of the palette. */
    command: (title) => pick("F1", title, title),
    /** Waits for squiggles of a severity in the editor. */
    squiggles: (severity) =>
      page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor({ state: "attached" }),
    /** Opens the Problems panel for one file and returns what a screen reader says of its rows. */
    problems: async (file) => {
      const rows = page.locator(".markers-panel .monaco-list-row");
      if (!(await page.locator(".markers-panel").isVisible())) await page.keyboard.press("Control+Shift+m");
      await page.locator(".viewpane-filter input").first().fill(`**/${file}`);
      await page.locator(`.markers-panel .monaco-list-row[aria-label*="${file}"]`).first().waitFor();
      await page.keyboard.press("Control+1");
      return rows.evaluateAll((found) => found.map((row) => row.getAttribute("aria-label") ?? ""));
    },
    /** Puts the cursor into the first word of the editor that reads so. */
    clickWord: (word) => page.locator(".monaco-editor .view-lines").getByText(word, { exact: true }).first().click(),
    /** Shows what is said of the place at the cursor. */
    hover: async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      await page.locator(".monaco-hover .hover-row").first().waitFor();
    },
    /** Opens the quick-fix menu at the cursor and returns its entries. */
    quickFixes: async () => {
      const menu = page.locator(".action-widget").first();
      // The menu says "no code actions" while the server has not answered for the new cursor; then it is asked again.
      for (let tries = 0; tries < 10 && !(await menu.isVisible()); tries++) {
        await page.keyboard.press("Control+.");
        await menu.waitFor({ timeout: 2000 }).catch(() => undefined);
      }
      return menu.locator(".monaco-list-row.action").allInnerTexts();
    },
    /** Lets animations and late layout end, so that pictures are the same each time. */
    settle: () => page.waitForTimeout(800),
  };
}
