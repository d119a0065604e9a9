import type { Annotation } from "../../../manifest/annotation-set.ts";
import type { Refusal } from "../../../uvm/resolved.ts";
import type { RuleContext } from "../../rule.ts";

/** What is the same in every instance of hcsshim's error texts, by what they refuse. */
export const refusal = {
  debugWithoutPolicy: "is only supported for confidential WCOW",
  debugWithoutPath: "must be set to a non-empty path when",
  memoryFloor: "minimum 2048MB of memory is required",
  isolationType: "invalid WCOW isolation type",
  guestStateFile: "GuestStateFilePath must be provided",
  deferredCommit: "EnableDeferredCommit is not supported",
  partitionId: "failed to parse annotation",
  partitionAndGroup: "resource partition ID and CPU group ID",
  vpmemCount: "VPMem device count cannot be greater",
  vpmemSize: "VPMemSizeBytes must be a multiple",
  guestStateWithoutSnp: "specifying a PreferredRootFSType is incompatible",
  dmVerityArgs: "DmVerityCreateArgs must be set",
  numaBacking: "vNUMA supports only Physical memory",
  /** Between annotations that expand to each other, and of host process pods. */
  conflict: "conflict: ",
  numaTotals: "failed to validate vNUMA settings",
} as const;

/** The sandbox's refusal with this text. */
export const refusalOf = (context: RuleContext, text: string): Refusal | undefined =>
  context.resolved?.refusals.find(({ message }) => message.includes(text));

/** The annotation to blame where hcsshim refuses the sandbox with this text. */
export function refused(context: RuleContext, text: string, key: string): Annotation | undefined {
  const annotation = context.get(key);
  // In this order: a sandbox is resolved when the first rule asks, and most rules have nothing to ask.
  return annotation === undefined || refusalOf(context, text) === undefined ? undefined : annotation;
}
