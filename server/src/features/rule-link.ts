import type { CodeDescription } from "vscode-languageserver/node";

/** Link from a diagnostic's code to the rule's page, which the client's URI handler opens inside the editor. */
export const ruleLink = (uriScheme: string | undefined, code: string): CodeDescription | undefined =>
  uriScheme === undefined ? undefined : { href: `${uriScheme}://confidential-pods.confidential-pods/rules/${code}` };
