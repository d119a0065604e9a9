import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { Target } from "../../pods/target.ts";
import { describeSandbox } from "../../pods/uvm/summary.ts";
import type { SandboxSummary } from "../../protocol.ts";
import type { OpenDocument } from "../open-documents.ts";
import { isOurSet } from "../places/our-sets.ts";
import { rangeOf } from "../ranges.ts";

/** The sandboxes of a document that can be booted, counted as previews count them. */
export function sandboxSummaries({ file }: OpenDocument, target: Target): readonly SandboxSummary[] {
  const sandboxes = file.documents.flatMap(({ document, startOffset }) =>
    document.sets.filter(({ level }) => level === "sandbox").map((set) => ({ document, set, startOffset })),
  );
  return sandboxes.flatMap(({ document, set, startOffset }, index) => {
    if (!document.mentionsAnnotations || !isOurSet(set)) return [];
    const { resolved } = viewOf(document, set, target);
    if (resolved === undefined) return [];
    const { line } = rangeOf(file, set.ownerSpan, startOffset).start;
    return [{ index, line, name: set.name ?? set.kind, summary: describeSandbox(resolved, target.hostProcessors) }];
  });
}
