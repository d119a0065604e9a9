/** Stands for `pods/rules/page-of-rule.ts` in the package, where the rules themselves have no texts for their pages. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { RuleFacts } from "../pods/rules/rule.ts";
import { rulePage } from "../pods/rules/rule-page.ts";
import { readReference } from "./reference.ts";

/** What the package's manifest declares of the rules: in the setting of severities, sorted by code. */
interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: {
        readonly "confidentialPods.rules"?: { readonly properties: Readonly<Record<string, Declared>> };
      };
    }[];
  };
}

interface Declared {
  readonly default: RuleFacts["severity"];
  readonly description: string;
}

/** The other facts of all rules by name, each a list in the order of the manifest. */
type Columns = Readonly<Record<"help" | "bad" | "good", readonly string[]>> & {
  readonly language: readonly ("toml" | null)[];
};

/** The page of the rule with this code. */
export function pageOfRule(code: string): string | undefined {
  const declared = Object.entries(declaredRules());
  const at = declared.findIndex(([name]) => name === code);
  const rule = declared[at]?.[1];
  if (rule === undefined) return undefined;
  // What the build wrote of the rules themselves.
  const rules = readReference("rules") as Columns;
  const text = (column: readonly string[]): string => column[at] ?? "";
  const language = rules.language[at];
  return rulePage({
    code,
    title: rule.description,
    severity: rule.default,
    help: text(rules.help),
    examples: { bad: text(rules.bad), good: text(rules.good), ...(language === "toml" && { language }) },
  });
}

function declaredRules(): Readonly<Record<string, Declared>> {
  // The package's own, which is held to the rules by a test.
  const manifest = JSON.parse(readFileSync(path.join(__dirname, "..", "package.json"), "utf8")) as Manifest;
  const settings = manifest.contributes.configuration.map(({ properties }) => properties["confidentialPods.rules"]);
  return settings.find((setting) => setting !== undefined)?.properties ?? {};
}
