// Where in the window things are, by what a screen reader says of them.
import assert from "node:assert/strict";
import { again, attempt } from "../../tools/again.mjs";
import { answer } from "../../tools/quick-input.mjs";

/** A row of a view by the beginning of its label. */
export const row = (page, label) =>
  page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`).filter({ visible: true }).first();

/** The message that says so. */
export const message = (page, text) => page.locator(".notification-toast").filter({ hasText: text }).first();

/** Waits for a message, and puts it away. */
export async function readAndClose(toast) {
  await toast.waitFor();
  await again(async () => {
    // Its buttons are there while the mouse is.
    await toast.hover({ timeout: attempt });
    await toast.locator(".codicon-notifications-clear").click({ timeout: attempt });
    await toast.waitFor({ state: "hidden", timeout: attempt });
  });
}

/** Starts from nothing: no editor, no message. */
export async function cleanWindow(workbench) {
  await workbench.command("View: Close All Editors");
  await workbench.command("Notifications: Clear All Notifications");
}

/** The text of the editor in front. */
export const editor = (page) => page.locator(".monaco-editor .view-lines").filter({ visible: true });

/** The page of the webview in front. */
export const webview = (page) => page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");

/** Boots the sandbox of the open spec from the palette. */
export async function boot(workbench) {
  await workbench.command("Confidential Pods: Boot UVM…");
  await answer(workbench.page, "What is booted?", "debug-pod").click();
}

/**
 * Follows a link of the text in front, until the tab that it leads to is there.
 * @param {import("playwright-core").Page} page
 * @param {string | RegExp} text of the link
 * @param {string | RegExp} name of the tab
 */
export async function followLink(page, text, name) {
  const tab = page.locator(".tab.active").filter({ hasText: name });
  await again(async () => {
    if (await tab.isVisible()) return;
    const link = editor(page).locator(".detected-link").filter({ hasText: text }).first();
    const box = await link.boundingBox({ timeout: attempt });
    assert.ok(box !== null);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // The key draws the line anew, so there is nothing to click that lasts: only the place does.
    await page.mouse.move(x - 3, y);
    await page.keyboard.down("ControlOrMeta");
    try {
      await page.mouse.move(x, y);
      await page.locator(".detected-link-active").first().waitFor({ state: "attached", timeout: attempt });
      await page.mouse.click(x, y);
    } finally {
      await page.keyboard.up("ControlOrMeta");
    }
    await tab.waitFor({ timeout: attempt });
  });
}

/**
 * Chooses from the menu of a row, until what it leads to is there.
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Locator} place
 * @param {string} name of the entry
 * @param {import("playwright-core").Locator} target
 */
export async function chooseFromMenu(page, place, name, target) {
  const item = page.getByRole("menuitem", { name });
  await again(async () => {
    if (await target.first().isVisible()) return;
    // A menu that is open keeps what was enabled when it opened.
    if (await item.isVisible()) await page.keyboard.press("Escape");
    await place.click({ button: "right", timeout: attempt });
    await item.hover({ timeout: attempt });
    await item.click({ timeout: attempt });
    await target.first().waitFor({ timeout: attempt });
  });
}

/** Types a line into the terminal in front, until what it answers is there. */
export async function typeInto(page, line, target) {
  const input = page.locator(".terminal-wrapper.active .xterm-helper-textarea");
  await again(async () => {
    await input.focus({ timeout: attempt });
    await input.pressSequentially(`${line}\r`, { delay: 10, timeout: attempt });
    await target.waitFor({ timeout: attempt });
  });
}
