// A headless browser that reaches this machine only.
import { createRequire } from "node:module";
import path from "node:path";
import { findChromium } from "./chromium.mjs";
import { toolsFolder } from "./paths.mjs";

/** Milliseconds until something that must come counts as missing: a loaded machine is slow, and who passes does not wait. */
const patience = 120_000;

const require = createRequire(path.join(toolsFolder, "package.json"));

/**
 * Opens a browser with one empty page.
 * @param {{ width?: number, height?: number, scale?: number }} [options] size in CSS pixels, pixels per CSS pixel
 * @returns {Promise<{ page: import("playwright-core").Page, close: () => Promise<void> }>}
 */
export async function openBrowser({ width = 1280, height = 800, scale = 1 } = {}) {
  const found = await findChromium();
  if ("problem" in found) throw new Error(found.problem);
  const { chromium } = require("playwright-core");
  const browser = await chromium.launch({
    executablePath: found.executable,
    env: found.env,
    timeout: patience,
    // Containers run tests as root and have a small /dev/shm.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
  });
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  context.setDefaultTimeout(patience);
  // Fail at once instead of by a DNS timeout; also the proof that nothing of ours needs a network.
  const isOutside = (url) =>
    url.protocol.startsWith("http") && url.hostname !== "127.0.0.1" && url.hostname !== "localhost";
  await context.route(isOutside, (route) => route.abort());
  return { page: await context.newPage(), close: () => browser.close() };
}
