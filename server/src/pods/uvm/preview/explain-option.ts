import { keys } from "../annotation-keys.ts";
import type { ResolvedSandbox } from "../resolved.ts";
import { decidingKeys } from "./option-keys.ts";

/** A sandbox together with what is written. */
export interface ExplainedSandbox {
  readonly resolved: ResolvedSandbox;
  /** Keys and values as the shim gets them. */
  readonly annotations: ReadonlyMap<string, string>;
}

/** Where an option comes from, and whether the document had a say in it. */
export interface OptionSource {
  readonly from: "annotation" | "handler" | "rule" | "default";
  readonly text: string;
}

const confidentialRules: ReadonlyMap<string, string> = new Map([
  ["AllowOvercommit", "a confidential pod is always physically backed"],
  ["LogForwardingEnabled", "off by default for a confidential pod"],
  ["MemorySizeInMB", "default of a confidential pod"],
  ["GuestStateFilePath", "chosen by the isolation type"],
  ["IsolationType", "default with security hardware"],
]);

/** Read for a Windows pod only where it has a policy. */
const policyOptions: ReadonlySet<string> = new Set([
  "SecurityPolicyEnforcer",
  "IsolationType",
  "GuestStateFilePath",
  "UVMReferenceInfoFile",
  "UVMHashEnvelopeReferenceInfoFile",
  "DisableSecureBoot",
]);

/** What hcsshim decides by itself, where that is not one value for all pods. */
function ruleFor(option: string, { resolved }: ExplainedSandbox): string | undefined {
  if (option === "ID") return "the pod's identifier";
  if (option === "Owner") return "the shim's file name";
  if (option === "SecurityPolicyEnabled") return "there is no policy";
  return resolved.confidential && resolved.platform === "wcow" ? confidentialRules.get(option) : undefined;
}

/** The annotation's own story: read, replaced by the default, or overruled. */
function annotationStory(key: string, { resolved }: ExplainedSandbox): OptionSource {
  const override = resolved.overrides.find((each) => each.key === key);
  if (override !== undefined) return { from: "annotation", text: `${key}: ${override.because}` };
  const isBad = [...resolved.warnings, ...resolved.laterWarnings].some((warning) => warning.key === key);
  return isBad
    ? { from: "default", text: `default, since the value of ${key} cannot be read` }
    : { from: "annotation", text: key };
}

/** The same of an annotation that the handler's options add. */
function handlerStory(key: string, sandbox: ExplainedSandbox): OptionSource {
  const source = sandbox.resolved.added.get(key)?.source ?? key;
  const { from, text } = annotationStory(key, sandbox);
  return {
    from: "handler",
    text: text === key ? source : `${source}; ${from === "default" ? text : text.slice(key.length + 2)}`,
  };
}

/** Where an option of hcsshim (its Go name) comes from. */
export function explainOption(option: string, sandbox: ExplainedSandbox): OptionSource {
  const { resolved, annotations } = sandbox;
  if (option === "AdditionalHyperVConfig") {
    const family = [...annotations.keys()].filter((key) => key.startsWith(keys.hvSocketPrefix));
    if (family.length > 0) return { from: "annotation", text: `${keys.hvSocketPrefix}…` };
  }
  if (resolved.platform === "wcow" && !resolved.confidential && policyOptions.has(option)) {
    return { from: "default", text: "default, since there is no policy" };
  }
  const key = decidingKeys(resolved.platform, option).find((each) => annotations.has(each));
  if (key !== undefined) return annotationStory(key, sandbox);
  const added = decidingKeys(resolved.platform, option).find((each) => resolved.added.has(each));
  if (added !== undefined) return handlerStory(added, sandbox);
  const rule = ruleFor(option, sandbox);
  return rule === undefined ? { from: "default", text: "default" } : { from: "rule", text: rule };
}
