import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import type { SandboxInput } from "./sandbox-input.ts";

/** The annotations as hcsshim gets them: the last of two equal keys wins, as in its map. */
const asWritten = ({ annotations }: AnnotationSet): ReadonlyMap<string, string> =>
  new Map(annotations.map(({ key, value }) => [key, value]));

/** What a document says of a sandbox; `annotations` stand in for its own where those are not all known. */
export function sandboxInput(set: AnnotationSet, target: Target, annotations = asWritten(set)): SandboxInput {
  const { platform, isolation, facts } = set;
  return {
    platform: platform.value,
    isolation: isolation.value,
    annotations,
    target,
    memoryLimitInBytes: facts.memoryLimitInBytes,
    processorCount: facts.processorCount,
    processorMaximum: facts.processorMaximum,
    processorWeight: facts.processorWeight,
    storageIops: facts.storageIops,
    storageBps: facts.storageBps,
  };
}
