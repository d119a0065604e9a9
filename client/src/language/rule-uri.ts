/** Scheme of the documents that a diagnostic's code links to: package.json opens them in the Markdown preview. */
export const rulePageScheme = "confidential-pods-rule";

/** The part of a URI that tells which rule it is about. */
export interface RuleUri {
  readonly scheme: string;
  readonly path: string;
}

const pagePath = /^\/([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/;
const handlerPath = /^\/rules\/([a-z0-9]+(?:-[a-z0-9]+)*)\/?$/;

/**
 * The rule code of `confidential-pods-rule:/<code>.md` or of `<editor>://confidential-pods.confidential-pods/rules/<code>`.
 * Undefined for anything else: codes are kebab-case, so no path can lead out of the folder of pages.
 */
export function ruleCodeOf(uri: RuleUri): string | undefined {
  return (uri.scheme === rulePageScheme ? pagePath : handlerPath).exec(uri.path)?.[1];
}

/** Where the code of a diagnostic leads inside VS Code. */
export function rulePageUri(code: string): RuleUri {
  return { scheme: rulePageScheme, path: `/${code}.md` };
}
