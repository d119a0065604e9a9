import { assumeTarget } from "../handlers/assume.ts";
import { runtimeOptionsOf } from "../handlers/options-of.ts";
import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import type { SandboxInput } from "./sandbox-input.ts";

/** The annotations as hcsshim gets them: the last of two equal keys wins, as in its map. */
const asWritten = ({ annotations }: AnnotationSet): ReadonlyMap<string, string> =>
  new Map(annotations.map(({ key, value }) => [key, value]));

/** What document and target say of a sandbox; `annotations` stand in for its own where those are not all known. */
export function sandboxInput(set: AnnotationSet, target: Target, annotations = asWritten(set)): SandboxInput {
  const assumed = assumeTarget(set, target);
  const { platform, isolation, facts } = assumed;
  return {
    platform: platform.value,
    isolation: isolation.value,
    annotations,
    target,
    runtimeOptions: runtimeOptionsOf(assumed, target),
    memoryLimitInBytes: facts.memoryLimitInBytes,
    processorCount: facts.processorCount,
    processorMaximum: facts.processorMaximum,
    processorWeight: facts.processorWeight,
    storageIops: facts.storageIops,
    storageBps: facts.storageBps,
  };
}
