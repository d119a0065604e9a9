import { lookup } from "../../pods/annotations/registry.ts";
import { podKind } from "../../pods/rules/support/facts.ts";
import { isConfidential, policyKey } from "../../pods/rules/support/values.ts";
import { keys } from "../../pods/uvm/annotation-keys.ts";
import type { KeyCandidate, KeyPlace } from "./key-candidates.ts";
import { writtenKey } from "./key-items.ts";
import { adjustIndentation, snippetFormat, snippetKind } from "./lsp-kinds.ts";
import { literal } from "./snippet-text.ts";
import { valueSnippet } from "./value-snippet.ts";

/** Keys that only make sense together, inserted as one. */
interface KeyGroup {
  /** One word: what is typed behind a blank would not be its rest any more. */
  readonly label: string;
  readonly detail: string;
  readonly platform: "wcow" | "lcow";
  readonly keys: readonly string[];
  /** The group needs a confidential pod, so the policy is added where it is missing. */
  readonly needsPolicy: boolean;
}

const groups: readonly KeyGroup[] = [
  {
    label: "confidential-windows-pod",
    detail: "Security policy and isolation type",
    platform: "wcow",
    keys: [keys.wcowSecurityPolicy, keys.wcowIsolationType],
    needsPolicy: false,
  },
  {
    label: "debug-mode",
    detail: "Debug mode, its data path and a writable EFI partition, without which boot traces are missing",
    platform: "wcow",
    keys: [keys.wcowDebugMode, keys.wcowDebugDataPath, keys.wcowWritableEfi],
    needsPolicy: true,
  },
  {
    label: "log-forwarding",
    detail: "Forwards the VM's logs, with providers of one's own",
    platform: "wcow",
    keys: [keys.logForwardingEnabled, keys.logSources],
    needsPolicy: false,
  },
];

/** The groups that fit, for an entry that is not begun with a colon. */
export function groupCandidates(place: KeyPlace): readonly KeyCandidate[] {
  const { set, target } = place.view;
  if (place.at.hasColon || set.level !== "sandbox" || set.isolation.value === "process") return [];
  return groups
    .filter(({ platform }) => platform === set.platform.value)
    .filter(({ keys }) => keys.every((one) => lookup(one)?.readBy[target.hcsshim] === true))
    .map((group) => ({
      suggestion: {
        label: group.label,
        labelDetails: {},
        kind: snippetKind,
        detail: group.detail,
        newText: groupText(group, place),
        insertTextFormat: snippetFormat,
        insertTextMode: adjustIndentation,
      },
      rank: 0,
      keys: group.keys,
      texts: [group.label, ...group.keys.slice(0, 1)],
    }));
}

function groupText({ keys, needsPolicy }: KeyGroup, { syntax, quote, at, view }: KeyPlace): string {
  const all = needsPolicy && !isConfidential(view) ? [policyKey(view), ...keys] : keys;
  const entries = all.flatMap((one, index) => {
    const fact = lookup(one);
    if (fact === undefined) return [];
    const written = literal(writtenKey(one, syntax, quote));
    return [`${written}: ${valueSnippet(fact, podKind(view), syntax === "json", index + 1, "true")}`];
  });
  const separator = syntax === "yaml-block" || syntax === "template-line" ? "\n" : syntax === "json" ? ",\n" : ", ";
  return `${entries.join(separator)}${at.needsComma ? "," : ""}`;
}
