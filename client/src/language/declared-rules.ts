/** A rule as the manifest's setting `confidentialPods.rules` declares it (generated from the rules themselves). */
export interface DeclaredRule {
  readonly code: string;
  readonly title: string;
}

/** The rules that a package.json declares, in its order; none where it has another shape. */
export function declaredRules(manifest: unknown): readonly DeclaredRule[] {
  const sections = property(property(manifest, "contributes"), "configuration");
  if (!Array.isArray(sections)) return [];
  return sections.flatMap((section: unknown) => {
    const setting = property(property(section, "properties"), "confidentialPods.rules");
    const rules = property(setting, "properties");
    if (typeof rules !== "object" || rules === null) return [];
    return Object.entries(rules).map(([code, rule]) => ({ code, title: text(property(rule, "description")) }));
  });
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
