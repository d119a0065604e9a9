// Installs the packaged VSIX in VS Code and looks at the window: `node test/tools/run-ui.mjs [--screenshots]`.
// With `--screenshots` the README's pictures in media/ are made anew.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { scenarios } from "../vscode/ui/scenarios.mjs";
import { untrustedScenarios } from "../vscode/ui/untrusted-scenarios.mjs";
import { describe, isGood, singleCheck, skippedGroup } from "./group-result.mjs";
import { guestDisk } from "./guest-disk.mjs";
import { buildDouble } from "./hcs-double.mjs";
import { root } from "./paths.mjs";
import { whatIsMissing } from "./run-vscode.mjs";
import { svgOf } from "./svg-picture.mjs";
import { packageExtension, universalSizeLimit } from "./vsix.mjs";
import { openWorkbench } from "./workbench.mjs";

/**
 * @param {{ screenshots?: boolean }} [options]
 * @returns {Promise<import("./group-result.mjs").GroupResult>}
 */
export async function runUiTests({ screenshots = false } = {}) {
  const problem =
    process.platform === "linux" ? await whatIsMissing() : "the VSIX is tried in code-server, which runs on Linux only";
  if (problem !== undefined) return skippedGroup(problem);
  const { bytes } = await packageExtension();
  const size = singleCheck(bytes <= universalSizeLimit);
  if (size.failed > 0) console.error(`FAILED the VSIX weighs ${bytes} bytes, more than ${universalSizeLimit}`);
  const double = await buildDouble("linux");
  rmSync(guestDisk, { force: true });
  const vsix = (await packageExtension(`linux-${process.arch}`)).file;
  const known = scenarios.filter(({ needsDouble = false }) => !needsDouble || double.libraries !== undefined);
  const result = { ...size, skipped: scenarios.length - known.length };
  await play(await openWorkbench(vsix, standIn(double)), known, result, screenshots);
  await play(await openWorkbench(vsix, standIn(double), { asksForTrust: true }), untrustedScenarios, result, false);
  return result;
}

/** Plays scenarios in a window, counts them, and closes the window. */
async function play(workbench, known, result, screenshots) {
  const picture = async (name, { walkthrough } = {}) => {
    if (!screenshots) return;
    await workbench.settle();
    await workbench.page.screenshot({ path: path.join(root, "media", `${name}.png`) });
    if (walkthrough === undefined) return;
    const file = path.join(root, "media", "walkthrough", `${walkthrough.step}.svg`);
    writeFileSync(file, await svgOf(workbench.page, walkthrough));
  };
  try {
    for (const { name, run } of known) {
      try {
        await run(workbench, picture);
        result.passed++;
      } catch (error) {
        result.failed++;
        const shot = path.join(root, "out", "failed-window.png");
        await workbench.page.screenshot({ path: shot });
        console.error(`FAILED ${name}\n${error.stack ?? error}\nThe window is in ${path.relative(root, shot)}`);
      }
    }
  } finally {
    await workbench.close();
  }
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
  const result = await runUiTests({ screenshots: process.argv.includes("--screenshots") });
  if (result.note !== undefined) console.log(result.note);
  console.log(describe(result));
  process.exitCode = isGood(result) ? 0 : 1;
}
