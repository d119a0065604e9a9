// Installs the packaged VSIX in VS Code and looks at the window: `node test/tools/run-ui.mjs [--screenshots] [theme …]`.
// Its pictures are in out/screenshots; with `--screenshots` those of the README and the walkthrough in media/ are made anew.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { themes } from "../vscode/ui/themes.mjs";
import { describe, isGood, singleCheck, skippedGroup, sum } from "./group-result.mjs";
import { guestDisk } from "./guest-disk.mjs";
import { buildDouble } from "./hcs-double.mjs";
import { root } from "./paths.mjs";
import { whatIsMissing } from "./run-vscode.mjs";
import { svgOf } from "./svg-picture.mjs";
import { withSecondTry } from "./tries.mjs";
import { packageExtension, universalSizeLimit } from "./vsix.mjs";
import { openWorkbench } from "./workbench.mjs";

/** Milliseconds for one scenario: beyond, the window hangs. */
const longest = 300_000;

/**
 * @param {{ screenshots?: boolean, only?: readonly string[] }} [options] `only`: names of themes
 * @returns {Promise<import("./group-result.mjs").GroupResult>}
 */
export async function runUiTests({ screenshots = false, only = [] } = {}) {
  const problem =
    process.platform === "linux" ? await whatIsMissing() : "the VSIX is tried in code-server, which runs on Linux only";
  if (problem !== undefined) return skippedGroup(problem);
  const { bytes } = await packageExtension();
  const size = singleCheck(bytes <= universalSizeLimit);
  if (size.failed > 0) console.error(`FAILED the VSIX weighs ${bytes} bytes, more than ${universalSizeLimit}`);
  const double = await buildDouble("linux");
  const vsix = (await packageExtension(`linux-${process.arch}`)).file;
  const results = [size];
  for (const theme of themes.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const { name, needsDouble = false, scenarios } = theme;
    if (needsDouble && double.libraries === undefined) {
      results.push({ passed: 0, failed: 0, skipped: scenarios.length });
      continue;
    }
    const started = Date.now();
    const again = "in a fresh window";
    const result = await withSecondTry((isKnown) => play(theme, vsix, standIn(double), isKnown, screenshots), {
      again,
    });
    console.log(`  ${name}: ${describe(result)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    results.push(result);
  }
  return sum(results);
}

/**
 * Plays a theme's scenarios in a window of its own; it ends with the first failure that is not known.
 * @returns {Promise<import("./tries.mjs").Outcome>}
 */
async function play({ name: theme, scenarios, asksForTrust }, vsix, env, isKnown, screenshots) {
  rmSync(guestDisk, { force: true });
  const failures = [];
  let passed = 0;
  let workbench;
  const scenario = async (name, act) => {
    try {
      await act();
      passed++;
    } catch (error) {
      failures.push({ name, error: `${error.stack ?? error}${await pictureOf(workbench, name)}` });
    }
    return failures.every((failure) => isKnown(failure.name));
  };
  try {
    const opening = `${theme}: the window opens`;
    const isOpen = await scenario(opening, async () => {
      workbench = await openWorkbench(vsix, env, { asksForTrust });
    });
    if (!isOpen || workbench === undefined) return { passed: 0, failures };
    passed = 0;
    for (const { name, run } of scenarios)
      if (!(await scenario(name, () => withinTime(run(workbench, pictureTaker(workbench, screenshots)))))) break;
    return { passed, failures };
  } finally {
    await workbench?.close();
  }
}

/** Gives up on what takes longer than any scenario does. */
async function withinTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${longest / 1000} seconds`)), longest);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what the window showed when a scenario failed, under its name; each time under another. */
async function pictureOf(workbench, name) {
  if (workbench === undefined) return "";
  const folder = path.join(root, "out", "failed-windows");
  mkdirSync(folder, { recursive: true });
  const file = path.join(
    folder,
    `${name.replace(/\W+/g, "-").slice(0, 60)}-${new Date().toISOString().replace(/\W/g, "")}.png`,
  );
  try {
    await workbench.page.screenshot({ path: file, timeout: 30_000 });
    return `\nThe window is in ${path.relative(root, file)}`;
  } catch (error) {
    return `\nThe window cannot be pictured: ${error.message}`;
  }
}

/** What takes the pictures of the README and of the walkthrough: every run does, so that they can be looked at. */
function pictureTaker({ page, settle }, screenshots) {
  const folder = path.join(root, ...(screenshots ? ["media"] : ["out", "screenshots"]));
  mkdirSync(path.join(folder, "walkthrough"), { recursive: true });
  const take = async (name, walkthrough) => {
    await settle();
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
    if (walkthrough !== undefined)
      writeFileSync(path.join(folder, "walkthrough", `${walkthrough.step}.svg`), await svgOf(page, walkthrough));
  };
  return async (name, { walkthrough, isWide = false } = {}) => {
    // Two editors side by side have room for whole lines only without the side bar.
    if (isWide) await page.keyboard.press("Control+b");
    await take(name, walkthrough);
    if (isWide) await page.keyboard.press("Control+b");
  };
}

/** Environment in which boots use the double; its guest takes the time that a picture of the progress needs. */
const standIn = ({ libraries }) =>
  libraries === undefined
    ? {}
    : {
        CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(libraries),
        HCSD_DELAY_MS: "60",
        HCSD_GUEST_DELAY_MS: "2500",
        HCSD_OTHER_SYSTEMS: JSON.stringify({
          Id: "f7a1c2",
          SystemType: "VirtualMachine",
          Owner: "WSL",
          State: "Running",
        }),
        HCSD_GUEST_WRITES: `1=${guestDisk}`,
      };

if (process.argv[1] === import.meta.filename) {
  const given = process.argv.slice(2);
  const isSwitch = (argument) => argument.startsWith("--");
  const screenshots = given.includes("--screenshots");
  const result = await runUiTests({ screenshots, only: given.filter((argument) => !isSwitch(argument)) });
  if (result.note !== undefined) console.log(result.note);
  console.log(describe(result));
  process.exitCode = isGood(result) ? 0 : 1;
}
