// What tests of booting look for and do in the window.

/** A row of the view of UVMs by the beginning of what a screen reader says of it. */
export const uvmRow = (page, label) =>
  page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`).filter({ visible: true }).first();

/** The message that says so. */
export const message = (page, text) => page.locator(".notification-toast").filter({ hasText: text }).first();

/** Puts a message away. */
export async function close(toast) {
  await toast.hover();
  await toast.locator(".codicon-notifications-clear").click();
}

/** An answer of the box at the top. */
export const answer = (page, text) =>
  page.locator(`.quick-input-list .monaco-list-row[aria-label*="${text}"]`).filter({ visible: true }).first();

/** Boots the sandbox of the open spec from the palette. */
export async function boot(workbench) {
  await workbench.command("Confidential Pods: Boot UVM…");
  await answer(workbench.page, "debug-pod").click();
}
