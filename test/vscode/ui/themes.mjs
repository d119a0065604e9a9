// What a user does in the window, by theme: each has a window of its own, with folders of its own.
import { artifactScenarios } from "./artifact-scenarios.mjs";
import { authoringScenarios } from "./authoring-scenarios.mjs";
import { bootArtifactScenarios } from "./boot-artifact-scenarios.mjs";
import { bootScenarios } from "./boot-scenarios.mjs";
import { completionScenarios } from "./completion-scenarios.mjs";
import { diagnosticsScenarios } from "./diagnostics-scenarios.mjs";
import { diskScenarios } from "./disk-scenarios.mjs";
import { untrustedScenarios } from "./untrusted-scenarios.mjs";
import { uvmScenarios } from "./uvm-scenarios.mjs";
import { wizardScenarios } from "./wizard-scenarios.mjs";

/**
 * @typedef {Awaited<ReturnType<typeof import("../../tools/workbench.mjs").openWorkbench>>} Workbench
 * @typedef {(name: string, options?: { walkthrough?: Part, isWide?: boolean }) => Promise<void>} Picture takes a picture for the README, and
 *   a part of it for a step of the walkthrough; `isWide`: without the side bar
 * @typedef {import("../../tools/svg-picture.mjs").Part} Part
 * @typedef {{ name: string, run: (workbench: Workbench, picture: Picture) => Promise<void> }} Scenario what is done and seen;
 *   it may go on where the one before it in its theme ended
 * @typedef {{ name: string, scenarios: readonly Scenario[], needsDouble?: boolean, asksForTrust?: boolean }} Theme
 *   `needsDouble`: it boots, which takes a stand-in for HCS
 */

/** @type {readonly Theme[]} */
export const themes = [
  { name: "writing", scenarios: [...diagnosticsScenarios, ...authoringScenarios, ...completionScenarios] },
  { name: "wizards", scenarios: wizardScenarios },
  { name: "artifacts", scenarios: artifactScenarios },
  { name: "disks", scenarios: diskScenarios },
  { name: "boot", scenarios: bootScenarios, needsDouble: true },
  { name: "several UVMs", scenarios: uvmScenarios, needsDouble: true },
  { name: "artifacts of a boot", scenarios: bootArtifactScenarios, needsDouble: true },
  { name: "no trust", scenarios: untrustedScenarios, asksForTrust: true },
];
