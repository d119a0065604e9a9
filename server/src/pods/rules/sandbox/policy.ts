import type { Annotation } from "../../manifest/annotation-set.ts";
import type { PolicyText } from "../../policy/decode-policy.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { onValue } from "../support/report.ts";
import { policyKeys, policyOf } from "../support/values.ts";
import { policyText } from "./support/policy-text.ts";
import { platformVmRule } from "./support/vm-rule.ts";

/** The policy that makes the pod confidential, decoded; undefined where there is none, or where it does not decode. */
function decodedPolicy(context: RuleContext): { policy: Annotation; decoded: PolicyText } | undefined {
  const policy = policyOf(context);
  if (policy === undefined) return undefined;
  const result = policyText(policy);
  return result.ok ? { policy, decoded: result.value } : undefined;
}

const isJson = (text: string): boolean => text.startsWith("{");

/** The text after leading blanks and Rego comments. */
const withoutComments = (text: string): string => text.replace(/^(?:\s+|#[^\n]*(?:\n|$))+/, "");

const notBase64: Rule = platformVmRule({
  code: "policy-not-base64",
  title: "Security policy that is not base64",
  severity: "error",
  about: policyKeys,
  help: `Any text in the policy annotation makes the pod confidential, blanks included. hcsshim decodes it as padded standard
base64 (\`+\` and \`/\`; line breaks are skipped, blanks are not) to measure it, and fails with
\`failed to decode base64 security policy: illegal base64 data at input byte …\`. With \`no_security_hardware\` on Linux it is
the guest that fails.

Write the base64 of the Rego text, as \`base64 -w0\` or \`[Convert]::ToBase64String\` give it.

Source: \`pkg/securitypolicy:NewSecurityPolicyDigest\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: package policy",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const policy = policyOf(context);
    if (policy === undefined) return;
    const result = policyText(policy);
    if (result.ok) return;
    const what =
      policy.value.trim() === ""
        ? "A blank policy still makes the pod confidential, and hcsshim cannot decode it"
        : "hcsshim cannot decode this policy";
    tell(
      onValue(
        policy,
        `${what}: ${result.error}, so the pod does not start. Write the Rego text in padded standard base64.`,
      ),
    );
  },
});

const empty: Rule = platformVmRule({
  code: "policy-empty",
  title: "Security policy that decodes to nothing",
  severity: "warning",
  about: policyKeys,
  help: `Line breaks alone are valid base64 of no bytes. The pod counts as confidential and its measured policy is empty, which
no guest enforces as anybody means it.

Source: \`pkg/securitypolicy:NewSecurityPolicyDigest\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.wcow.securitypolicy: "\\n"',
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const found = decodedPolicy(context);
    if (found === undefined || found.decoded.text !== "") return;
    tell(
      onValue(
        found.policy,
        "The pod counts as confidential, but its policy decodes to nothing. Write the base64 of a Rego policy, or remove the key.",
      ),
    );
  },
});

const json: Rule = platformVmRule({
  code: "policy-json",
  title: "Security policy in the retired JSON form",
  severity: "error",
  about: policyKeys,
  help: `The guest gives every policy to its Rego compiler. The JSON policies of earlier releases do not compile, and the guest
refuses them: \`error creating Rego policy: rego compilation failed\`.

Generate a Rego policy with the security policy tool (\`-t rego\`).

Source: \`pkg/securitypolicy:createRegoEnforcer\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: eyJhbGxvd19hbGwiOnRydWV9",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const found = decodedPolicy(context);
    if (found === undefined || !isJson(found.decoded.text.trimStart())) return;
    tell(
      onValue(
        found.policy,
        "This policy is JSON, which the guest's Rego compiler refuses. Generate a Rego policy instead.",
      ),
    );
  },
});

const notRego: Rule = platformVmRule({
  code: "policy-without-package",
  title: "Security policy that does not begin with `package policy`",
  severity: "information",
  about: policyKeys,
  help: `The guest compiles the policy as Rego and asks for the rules of \`package policy\`. A text that does not begin so (after
comments), or that is not UTF-8 or has a NUL, is refused by the guest or denies everything. hcsshim itself does not look.

Source: \`pkg/securitypolicy:newRegoPolicy\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: cG9saWN5",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const found = decodedPolicy(context);
    if (found === undefined || found.decoded.text === "") return;
    const { text, utf8 } = found.decoded;
    const body = withoutComments(text);
    if (isJson(body) || (utf8 && !text.includes("\0") && /^package\s+policy\b/.test(body))) return;
    tell(onValue(found.policy, noPackage(text, utf8)));
  },
});

function noPackage(text: string, utf8: boolean): string {
  // Text in UTF-16 has a NUL beside each plain letter, behind a mark of its byte order or none.
  if (/^\uFFFD{0,2}(?:[^\0]\0|\0[^\0]){2}/.test(text)) {
    return "The decoded policy is UTF-16, as PowerShell's Unicode encoding writes it, so it cannot be Rego. Encode its UTF-8 text.";
  }
  const nul = text.indexOf("\0");
  if (utf8 && nul < 0) {
    return "The decoded policy does not begin with `package policy`, which the guest asks for. Check that this is the Rego policy.";
  }
  const fault = utf8
    ? `has a NUL byte at offset ${new TextEncoder().encode(text.slice(0, nul)).length}`
    : "is not UTF-8 text";
  return `The decoded policy ${fault}, so it cannot be Rego. Check that this is the base64 of the policy itself.`;
}

/** The policy's own text. */
export const policyRules: readonly Rule[] = [notBase64, empty, json, notRego];
