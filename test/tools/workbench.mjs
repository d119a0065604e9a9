// A window of VS Code as a user sees and drives it: keyboard in, labels and pictures out.
import { again, attempt } from "./again.mjs";
import { openBrowser } from "./browser.mjs";
import { startCodeServer } from "./code-server.mjs";
import { onExit } from "./processes.mjs";
import { openByName, runCommand } from "./quick-input.mjs";
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
  // A box that closes when something else takes the focus would lose what a test asks it.
  "workbench.quickOpen.closeOnFocusLost": false,
};

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
    await page.addInitScript(keepMessages);
    await page.goto(workbenchUrl(server.url, workspace.folder));
    await page.waitForSelector(".monaco-workbench .part.statusbar .statusbar-item");
    await narrowSideBar(page);
    return { ...actions(page), page, folder: workspace.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Messages go away by themselves, except under the mouse: this is what they see while nobody has read them. */
function keepMessages() {
  setInterval(() => {
    for (const toast of document.querySelectorAll(".notification-toast"))
      toast.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  }, 1000);
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
  /** Puts the cursor into the first word of the editor that reads so. */
  const clickWord = (word) =>
    page.locator(".monaco-editor .view-lines").getByText(word, { exact: true }).first().click();
  return {
    /** Opens a file of the workspace in the editor. */
    openFile: async (file) => {
      await again(async () => {
        await openByName(page, file);
        await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor({ timeout: attempt });
      });
    },
    /** Runs a command of the palette. */
    command: (title) => runCommand(page, title),
    clickWord,
    /** Waits for squiggles of a severity in the editor. */
    squiggles: (severity) =>
      page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor({ state: "attached" }),
    /** Looks for a row of the Problems panel, by what a screen reader says of it. */
    problem: async (file, severity, text) => {
      const panel = page.locator(".markers-panel");
      const of = JSON.stringify(file);
      await again(async () => {
        if (!(await panel.isVisible())) await page.keyboard.press("Control+Shift+m");
        await page.locator(".viewpane-filter input").first().fill(`**/${file}`, { timeout: attempt });
        await panel.locator(`.monaco-list-row[aria-label*=${of}]`).first().waitFor({ timeout: attempt });
      });
      const row = `.monaco-list-row[aria-label^=${JSON.stringify(severity)}][aria-label*=${JSON.stringify(text)}]`;
      await panel.locator(row).first().waitFor();
      await page.keyboard.press("Control+1");
    },
    /** Shows what is said of a word, once it says this. */
    hover: async (word, said) => {
      const hover = page.locator(".monaco-hover").filter({ hasText: said, visible: true }).first();
      // What stands above the line may still come and move it away under the mouse.
      await again(async () => {
        await page.keyboard.press("Escape");
        await clickWord(word);
        await page.keyboard.press("Control+k");
        await page.keyboard.press("Control+i");
        await hover.waitFor({ timeout: attempt });
      });
      return hover;
    },
    /** Opens the quick-fix menu at a word, and waits for an entry of this text. */
    quickFix: async (word, title) => {
      const entry = page.locator(".action-widget .monaco-list-row.action").filter({ hasText: title }).first();
      // The menu says "no code actions" while the server has not answered for the new cursor; then it is asked again.
      await again(async () => {
        if (await entry.isVisible()) return;
        await page.keyboard.press("Escape");
        await clickWord(word);
        await page.keyboard.press("Control+.");
        await entry.waitFor({ timeout: attempt });
      });
    },
    /** Lets animations and late layout end, so that pictures are the same each time. */
    settle: () => page.waitForTimeout(800),
  };
}
