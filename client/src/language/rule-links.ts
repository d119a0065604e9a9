import { type Diagnostic, Uri } from "vscode";
import { ruleCodeOf, rulePageUri } from "./rule-uri.ts";

/**
 * Leads the code of each diagnostic to the rule's page in an editor tab. The server's own link asks VS Code to open an
 * outside address, for which it wants a confirmation. Changes the diagnostics in place: nobody else holds them yet.
 */
export function linkRulePages(diagnostics: Diagnostic[]): Diagnostic[] {
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic;
    if (typeof code !== "object") continue;
    const rule = ruleCodeOf(code.target);
    if (rule !== undefined) diagnostic.code = { value: code.value, target: Uri.from(rulePageUri(rule)) };
  }
  return diagnostics;
}
