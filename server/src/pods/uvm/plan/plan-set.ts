import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import { resolveSandbox } from "../resolve.ts";
import type { ResolvedSandbox } from "../resolved.ts";
import { sandboxInput } from "../set-input.ts";
import { parentFolder } from "../windows-path.ts";
import type { BootPlan } from "./boot-plan.ts";
import { type PlanConditions, standInFolders } from "./conditions.ts";
import { planSandbox } from "./plan-sandbox.ts";

/** The conditions that a caller knows; the rest stands in. */
export type GivenConditions = Pick<PlanConditions, "target" | "kindOf"> & {
  readonly bundleDirectory?: string | undefined;
  readonly scratchVhd?: string | undefined;
  readonly layerDirectory?: string | undefined;
  readonly id?: string | undefined;
  readonly owner?: string | undefined;
  /** The shim's folder in `target` only stands for that of a host. */
  readonly standInShim?: boolean | undefined;
  /** A file that `kindOf` does not know is missing. Default: the host is another one, or somebody else looks. */
  readonly mustHaveFiles?: boolean | undefined;
};

/** A sandbox of a document with its plan. */
export interface PlannedSet {
  readonly set: AnnotationSet;
  readonly resolved: ResolvedSandbox;
  readonly plan: BootPlan;
}

/** What the document says and the plan does not know, or leaves out. */
function leftOpen({ annotations, incomplete, facts }: AnnotationSet): readonly string[] {
  const unknown = annotations.filter(({ valueKnown }) => !valueKnown);
  return [
    ...unknown.map(({ key }) => `the value of ${key} is filled in later; the plan takes it as it is written`),
    ...(incomplete === true ? ["annotations may be added later; the plan does without them"] : []),
    ...(facts.assignedDevices === true ? ["assigned devices are left out of the document"] : []),
  ];
}

/** Files that nobody can have listed: they lie in folders that only stand for those of a host. */
function inStandIn({ bundleDirectory, scratchVhd, layerDirectory, standInShim, target }: GivenConditions) {
  const folders = [
    ...(bundleDirectory === undefined ? [standInFolders.bundleDirectory] : []),
    ...(scratchVhd === undefined ? [parentFolder(standInFolders.scratchVhd)] : []),
    ...(layerDirectory === undefined ? [standInFolders.layerDirectory] : []),
    ...(standInShim === true ? [target.shimDirectory] : []),
  ].map((folder) => `${folder.toLowerCase()}\\`);
  return (path: string): boolean => folders.some((folder) => path.toLowerCase().startsWith(folder));
}

/** Resolves and plans one sandbox of a document. */
export function planSet(set: AnnotationSet, given: GivenConditions): PlannedSet {
  const { target, kindOf, bundleDirectory, id, owner } = given;
  const resolved = resolveSandbox({
    ...sandboxInput(set, target),
    id,
    owner,
    // containerd starts the shim in the bundle.
    workingDirectory: bundleDirectory,
    fileExists: kindOf === undefined ? undefined : (path) => kindOf(path) !== undefined,
  });
  const plan = planSandbox(resolved, {
    target,
    kindOf,
    isAssumed: given.mustHaveFiles === true ? inStandIn(given) : () => true,
    bundleDirectory: bundleDirectory ?? standInFolders.bundleDirectory,
    scratchVhd: given.scratchVhd ?? standInFolders.scratchVhd,
    layerDirectory: given.layerDirectory ?? standInFolders.layerDirectory,
  });
  return { set, resolved, plan: { ...plan, warnings: [...leftOpen(set), ...plan.warnings] } };
}
