// Where in the window things are, by what a screen reader says of them.

/** A row of a view by the beginning of its label. */
export const row = (page, label) =>
  page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`).filter({ visible: true }).first();

/** The message that says so. */
export const message = (page, text) => page.locator(".notification-toast").filter({ hasText: text }).first();

/** Puts a message away. */
export async function close(toast) {
  await toast.hover();
  await toast.locator(".codicon-notifications-clear").click();
}

/** The text of the editor in front. */
export const editor = (page) => page.locator(".monaco-editor .view-lines").filter({ visible: true });

/** The page of the webview in front. */
export const webview = (page) => page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");

/** Boots the sandbox of the open spec from the palette. */
export async function boot(workbench) {
  await workbench.command("Confidential Pods: Boot UVM…");
  await workbench.page.locator('.quick-input-list .monaco-list-row[aria-label*="debug-pod"]').first().click();
}
