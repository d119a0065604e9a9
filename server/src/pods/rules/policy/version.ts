import { versionFault } from "../../policy/version-fault.ts";
import type { Rule } from "../rule.ts";
import { platformVmRule } from "../sandbox/support/vm-rule.ts";
import { onValue } from "../support/report.ts";
import { policyKeys } from "../support/values.ts";
import { compareVersions, outlinedPolicy } from "./outlined-policy.ts";

/** The newest policy API of the hcsshim that the facts are of (`pkg/securitypolicy/version_api`). */
const newestApi = "0.12.0";

export const versionMissingRule: Rule = platformVmRule({
  code: "policy-version-missing",
  title: "Security policy without a usable API version",
  severity: "error",
  about: policyKeys,
  help: `A policy must say which API it is written for: \`api_version := "0.11.0"\`. Without it the guest denies whatever it is asked, with
\`policy does not define api_version\`. hcsshim itself does not look.

A number, or a version without quotes, is none: the policy does not compile. A version that is not of the form \`x.y.z\` is as bad: \`enforcement point rule create_container does not exist\`. \`api_svn\` is an older
name of it.

A policy of nothing but \`package policy\` is taken for a stand-in and not reported.

Source: \`pkg/securitypolicy/framework.rego\`, \`pkg/securitypolicy:regoEnforcer\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCm1vdW50X2NpbXMgOj0gZGF0YS5mcmFtZXdvcmsubW91bnRfY2ltcwpjcmVhdGVfY29udGFpbmVyIDo9IGRhdGEuZnJhbWV3b3JrLmNyZWF0ZV9jb250YWluZXIK",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCg==",
  },
  check(context, tell) {
    const found = outlinedPolicy(context);
    if (found === undefined) return;
    const fault = versionFault(found);
    if (fault === undefined) return;
    tell(
      onValue(
        found.policy,
        `This policy ${fault}, so the guest denies everything it is asked for. Write \`api_version := "0.11.0"\`, or the version that it is written for.`,
      ),
    );
  },
});

export const versionNewerRule: Rule = platformVmRule({
  code: "policy-version-newer",
  title: "Security policy of a newer API than the guest's",
  severity: "information",
  about: policyKeys,
  help: `The newest policy API that hcsshim 0.15 knows is ${newestApi}. A guest of it takes a newer policy, but never asks for the rules that came
later: what they are meant to deny is not denied by them.

Source: \`pkg/securitypolicy/version_api\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjEzLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCg==",
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCgptb3VudF9jaW1zIDo9IGRhdGEuZnJhbWV3b3JrLm1vdW50X2NpbXMKY3JlYXRlX2NvbnRhaW5lciA6PSBkYXRhLmZyYW1ld29yay5jcmVhdGVfY29udGFpbmVyCg==",
  },
  check(context, tell) {
    const found = outlinedPolicy(context);
    const version = found?.outline.apiVersion;
    if (found === undefined || version === undefined || (compareVersions(version, newestApi) ?? 0) <= 0) return;
    tell(
      onValue(
        found.policy,
        `This policy is written for API ${version}, but the newest that hcsshim's guests know is ${newestApi}. They never ask for rules that came later.`,
      ),
    );
  },
});
