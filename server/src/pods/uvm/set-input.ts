import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import type { SandboxInput } from "./sandbox-input.ts";

/** What a document says of a sandbox, as hcsshim gets it: the last of two equal keys wins, as in its map. */
export function sandboxInput(set: AnnotationSet, target: Target): SandboxInput {
  const { platform, isolation, facts, annotations } = set;
  return {
    platform: platform.value,
    isolation: isolation.value,
    annotations: new Map(annotations.map(({ key, value }) => [key, value])),
    target,
    memoryLimitInBytes: facts.memoryLimitInBytes,
    processorCount: facts.processorCount,
    processorMaximum: facts.processorMaximum,
    processorWeight: facts.processorWeight,
    storageIops: facts.storageIops,
    storageBps: facts.storageBps,
  };
}
