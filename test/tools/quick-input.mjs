// The box at the top of a window: the palette, lists, input boxes and file dialogs. All of them are one widget, so whoever
// types says first which of them must be there.
import { again, attempt } from "./again.mjs";

const widget = (page) => page.locator(".quick-input-widget");

/** The two boxes that a key opens: what they say while they are empty, and what may follow a row's name in its label. */
const palette = { key: "F1", asks: "Type the name of a command to run.", separators: [","] };
const files = { key: "Control+p", asks: "Search files by name", separators: [" ", ","] };

/** Runs a command of the palette. */
export const runCommand = (page, title) => pick(page, palette, `>${title}`, title);

/** Opens a file by its name from the list of files. */
export const openByName = (page, name) => pick(page, files, name, name);

async function pick(page, { key, asks, separators }, text, name) {
  const input = widget(page).locator(`input[placeholder^="${asks}"]`);
  const labels = [
    `=${JSON.stringify(name)}`,
    ...separators.map((separator) => `^=${JSON.stringify(name + separator)}`),
  ];
  const row = widget(page).locator(labels.map((label) => `.monaco-list-row[aria-label${label}]`).join(", "));
  await again(async () => {
    // The same key again would take the next answer of a box that is open.
    await leave(page);
    await page.keyboard.press(key);
    await input.waitFor({ timeout: attempt });
    // In one go: what is typed letter by letter ends up in whatever has the focus in the meantime.
    await input.fill(text, { timeout: attempt });
    await row.first().waitFor({ timeout: attempt });
    await atRest(page);
    await row.first().click({ timeout: attempt });
    // It closes, or gives way to the box that the command opens.
    await input.waitFor({ state: "hidden", timeout: attempt });
  });
}

/** Closes a box that is open. */
async function leave(page) {
  const input = widget(page).locator("input").filter({ visible: true }).first();
  if (!(await input.isVisible())) return;
  await input.press("Escape", { timeout: attempt });
  await widget(page).waitFor({ state: "hidden", timeout: attempt });
}

/** Waits until the rows of the box stay as they are: a row that is used again for something else would take the click. */
async function atRest(page) {
  const rows = widget(page).locator(".monaco-list-row");
  const look = async () => (await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label")))).join();
  let before = await look();
  await again(
    async () => {
      await page.waitForTimeout(250);
      const now = await look();
      const isSame = now === before;
      before = now;
      if (!isSame || now === "") throw new Error("the rows of the box change, or there are none");
    },
    { tries: 100 },
  );
}

/**
 * Answers an input box.
 * @param {import("playwright-core").Page} page
 * @param {string} title of the box
 * @param {string} text
 */
export async function answerBox(page, title, text) {
  const box = widget(page).filter({ has: page.locator(".quick-input-title", { hasText: title }) });
  const input = box.locator("input").filter({ visible: true }).first();
  await input.waitFor();
  await again(async () => {
    if (!(await input.isVisible())) return;
    await input.fill(text, { timeout: attempt });
    await input.press("Enter", { timeout: attempt });
    await box.waitFor({ state: "hidden", timeout: attempt });
  });
}

/**
 * A row of a list.
 * @param {import("playwright-core").Page} page
 * @param {string} asked part of the list's placeholder
 * @param {readonly string[]} parts of what a screen reader says of the row
 */
export function answer(page, asked, ...parts) {
  const list = widget(page).filter({
    has: page.locator(`input[placeholder*=${JSON.stringify(asked)}]`),
    visible: true,
  });
  const label = parts.map((part) => `[aria-label*=${JSON.stringify(part)}]`).join("");
  return list.locator(`.quick-input-list .monaco-list-row${label}`).first();
}

/**
 * Takes a list's answers as they are ticked.
 * @param {import("playwright-core").Page} page
 * @param {string} asked part of the list's placeholder
 */
export async function accept(page, asked) {
  const input = widget(page).locator(`input[placeholder*=${JSON.stringify(asked)}]`);
  await again(async () => {
    if (!(await input.isVisible())) return;
    await input.press("Enter", { timeout: attempt });
    await input.waitFor({ state: "hidden", timeout: attempt });
  });
}

/** Fails unless a box still holds a text when it had the time to put another one in its place. */
async function staysAs(input, text) {
  for (let looks = 0; looks < 4; looks++) {
    await input.page().waitForTimeout(250);
    const now = await input.inputValue({ timeout: attempt });
    if (now !== text) throw new Error(`the box holds '${now}' instead of '${text}'`);
  }
}

/**
 * Names a file or folder in VS Code's own dialog, and accepts it.
 * @param {import("playwright-core").Page} page
 * @param {string} title of the dialog
 * @param {string} file
 * @param {string} [button] that accepts it
 */
export async function answerDialog(page, title, file, button = "OK") {
  const dialog = widget(page).filter({ has: page.locator(".quick-input-title", { hasText: title }) });
  await dialog.waitFor();
  await again(
    async () => {
      if (!(await dialog.isVisible())) return;
      const input = dialog.locator("input").filter({ visible: true }).first();
      await input.fill(file, { timeout: attempt });
      // While it still reads the folder, the dialog hears nothing, and then puts the folder in place of what was typed.
      await staysAs(input, file);
      await dialog.getByRole("button", { name: button }).click({ timeout: attempt });
      await dialog.waitFor({ state: "hidden", timeout: 2000 });
    },
    { tries: 30 },
  );
}
