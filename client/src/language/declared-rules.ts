import { listOf, property, textProperty } from "../infrastructure/unknown.ts";

/** A rule as the manifest's setting `confidentialPods.rules` declares it (generated from the rules themselves). */
export interface DeclaredRule {
  readonly code: string;
  readonly title: string;
}

/** The rules that a package.json declares, in its order; none where it has another shape. */
export function declaredRules(manifest: unknown): readonly DeclaredRule[] {
  const sections = property(property(manifest, "contributes"), "configuration");
  return listOf(sections).flatMap((section) => {
    const setting = property(property(section, "properties"), "confidentialPods.rules");
    const rules = property(setting, "properties");
    if (typeof rules !== "object" || rules === null) return [];
    return Object.entries(rules).map(([code, rule]) => ({ code, title: textProperty(rule, "description") }));
  });
}
