import type { RegoOutline } from "./rego-outline.ts";

/** What the guest takes for a version (OPA's `semver.Parse`, which bounds the numbers and looks closer at what follows them). */
const semver = /^v?\d+\.\d+\.\d+(?:[-+]|$)/;
const unquoted = /^api_(?:version|svn)[ \t]*:?=[ \t]*\d/m;

/**
 * Why the guest denies everything under a Rego policy, as what follows "This policy"; undefined where its `api_version` is one,
 * or computed.
 */
export function versionFault(policy: { readonly text: string; readonly outline: RegoOutline }): string | undefined {
  const { apiVersion } = policy.outline;
  if (apiVersion !== undefined)
    return semver.test(apiVersion) ? undefined : `has the \`api_version\` "${apiVersion}", not x.y.z`;
  if (unquoted.test(policy.text)) return "has an `api_version` without quotes";
  return /\bapi_(?:version|svn)\b/.test(policy.text) ? undefined : "defines no `api_version`";
}
