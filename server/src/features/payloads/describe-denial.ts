import { decodeDenial } from "../../pods/policy/decode-denial.ts";
import type { DecodeDenialResult } from "../../protocol.ts";
import { inlineCode } from "../markdown/markdown.ts";

/** A policy denial as a page to read: what was denied, why, and the whole decision. */
export function describeDenial(text: string): DecodeDenialResult {
  const decoded = decodeDenial(text);
  if (!decoded.ok) return { found: false, languageId: "markdown", content: decoded.error };
  const { operation, decision, rule, reasons, policyError, truncated, json } = decoded.denial;
  const rows: readonly (readonly [name: string, text: string | undefined])[] = [
    ["Operation", operation === "" ? undefined : inlineCode(operation)],
    ["Decision", decision === "" ? undefined : inlineCode(decision)],
    ["Enforcement point", rule && inlineCode(rule)],
    ["Policy error", policyError && inlineCode(policyError)],
    ...reasons.map((reason) => ["Reason", inlineCode(reason)] as const),
    ["Left out by the guest", truncated.length === 0 ? undefined : truncated.map(inlineCode).join(", ")],
  ];
  const list = rows.flatMap(([name, shown]) => (shown === undefined ? [] : [`- **${name}**: ${shown}`]));
  const fence = "`".repeat(Math.max(3, ...(json.match(/`+/g) ?? []).map(({ length }) => length + 1)));
  const content = ["# Policy denial", list.join("\n"), `${fence}json\n${json}\n${fence}`, ""];
  return { found: true, languageId: "markdown", content: content.filter((part) => part !== "").join("\n\n") };
}
