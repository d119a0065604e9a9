import { lookup } from "../../pods/annotations/registry.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { podKind } from "../../pods/rules/support/facts.ts";
import { isConfidential, policyKey } from "../../pods/rules/support/values.ts";
import type { Cursor, KeyCursor } from "./cursor.ts";
import { keysBeside, type Suggestion, writtenKey } from "./key-items.ts";
import { literal } from "./snippet-text.ts";
import { valueSnippet } from "./value-snippet.ts";

/** Keys that only make sense together, inserted as one. */
interface KeyGroup {
  readonly label: string;
  readonly detail: string;
  readonly platform: "wcow" | "lcow";
  readonly keys: readonly string[];
  /** The group needs a confidential pod, so the policy is added where it is missing. */
  readonly needsPolicy: boolean;
}

const groups: readonly KeyGroup[] = [
  {
    label: "debug mode",
    detail: "Debug mode, its data path and a writable EFI partition, without which boot traces are missing",
    platform: "wcow",
    keys: [
      "io.microsoft.wcow.debug",
      "io.microsoft.wcow.debug_data_path",
      "io.microsoft.virtualmachine.wcow.writable_efi",
    ],
    needsPolicy: true,
  },
  {
    label: "confidential Windows pod",
    detail: "Security policy and isolation type",
    platform: "wcow",
    keys: ["io.microsoft.virtualmachine.wcow.isolation_type"],
    needsPolicy: true,
  },
  {
    label: "log forwarding",
    detail: "Forwards the VM's logs, with providers of one's own",
    platform: "wcow",
    keys: ["io.microsoft.virtualmachine.forwardlogs.enable", "io.microsoft.virtualmachine.forwardlogs.sources"],
    needsPolicy: false,
  },
];

/** LSP `CompletionItemKind.Snippet`, `InsertTextFormat.Snippet`, `InsertTextMode.adjustIndentation`. */
const snippetKind = 15;
const snippetFormat = 2;
const adjustIndentation = 2;

/** The groups of which the map has no key yet, for an entry that is not begun with a quote or a colon. */
export function groupSuggestions(cursor: Cursor, at: KeyCursor, view: RuleContext): Suggestion[] {
  const { set } = view;
  if (at.hasColon || set.level !== "sandbox" || set.isolation.value === "process") return [];
  const taken = keysBeside(cursor);
  return groups
    .filter(({ platform, keys }) => platform === set.platform.value && !keys.some((key) => taken.has(key)))
    .filter(({ keys }) => keys.every((key) => lookup(key)?.readBy[view.target.hcsshim] === true))
    .map((group) => ({
      label: group.label,
      kind: snippetKind,
      detail: group.detail,
      sortText: "0",
      filterText: `${cursor.quote}${group.keys[0] ?? group.label}`,
      newText: groupText(group, cursor, at, view),
      insertTextFormat: snippetFormat,
      insertTextMode: adjustIndentation,
    }));
}

function groupText({ keys, needsPolicy }: KeyGroup, cursor: Cursor, at: KeyCursor, view: RuleContext): string {
  const all = needsPolicy && !isConfidential(view) ? [policyKey(view), ...keys] : keys;
  const { syntax } = cursor.set;
  const entries = all.flatMap((key, index) => {
    const fact = lookup(key);
    if (fact === undefined) return [];
    return [`${literal(writtenKey(key, cursor))}: ${valueSnippet(fact, podKind(view), syntax === "json", index + 1)}`];
  });
  const separator = syntax === "yaml-block" || syntax === "template-line" ? "\n" : syntax === "json" ? ",\n" : ", ";
  return `${entries.join(separator)}${at.needsComma ? "," : ""}`;
}
