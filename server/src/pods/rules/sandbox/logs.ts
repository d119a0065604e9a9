import { parseLogSources } from "../../annotations/structured/log-sources.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { add, remove, setValue } from "../support/fixes.ts";
import { onValue, related } from "../support/report.ts";
import { isConfidential, isFalse, isTrue, readBool } from "../support/values.ts";
import { ignored } from "./support/ignored.ts";
import { windowsRule } from "./support/vm-rule.ts";

/** Whether logs are forwarded: by default from plain pods, not from confidential ones. Undefined where not yet known. */
function forwards(context: RuleContext): boolean | undefined {
  if (context.mayHave(keys.logForwardingEnabled) && context.get(keys.logForwardingEnabled) === undefined)
    return undefined;
  return readBool(context, keys.logForwardingEnabled) ?? !isConfidential(context);
}

const badSources: Rule = windowsRule({
  code: "log-sources-invalid",
  title: "Log sources that hcsshim cannot read",
  severity: "error",
  about: [keys.logSources],
  help: `\`forwardlogs.sources\` is padded standard base64 of
\`{"LogConfig":{"sources":[{"type":"ETW","providers":[{"providerName":"…"}]}]}}\`. It is read when the guest is connected. For a
confidential pod an unreadable value ends the start (\`failed to set log sources\`); a plain pod logs the error and runs without any
log sources (a warning here).

Source: \`internal/uvm/start.go:Start\`, \`internal/vm/vmutils/etw\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.enable: "true"
io.microsoft.virtualmachine.forwardlogs.sources: '{"LogConfig":{}}'`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.enable: "true"
io.microsoft.virtualmachine.forwardlogs.sources: eyJMb2dDb25maWciOnsic291cmNlcyI6W119fQ==`,
  },
  check(context, tell) {
    const sources = context.get(keys.logSources);
    if (sources === undefined || forwards(context) !== true) return;
    const confidential = isConfidential(context);
    const parsed = parseLogSources(sources.value, confidential);
    if (parsed.ok) return;
    const effect = confidential ? "The VM's start fails on these log sources" : "This pod runs without any log sources";
    tell(
      onValue(sources, `${effect}: ${parsed.error}. Write the base64 of the log configuration's JSON.`, {
        severity: confidential ? "error" : "warning",
      }),
    );
  },
});

const namelessProvider: Rule = windowsRule({
  code: "log-provider-without-name",
  title: "Log provider of a confidential pod without a name",
  severity: "error",
  about: [keys.logSources],
  help: `The guest of a confidential pod checks every log provider by its name. One that has only a GUID is refused, and the VM's
start with it: \`provider with no name is not allowed\`.

Source: \`internal/gcs-sidecar\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.enable: "true"
io.microsoft.virtualmachine.forwardlogs.sources: eyJMb2dDb25maWciOnsic291cmNlcyI6W3sidHlwZSI6IkVUVyIsInByb3ZpZGVycyI6W3sicHJvdmlkZXJHdWlkIjoiODBjZTUwZGUtZDI2NC00NTgxLTk1MGQtYWJhZGVlZTBkMzQwIn1dfV19fQ==`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.enable: "true"
io.microsoft.virtualmachine.forwardlogs.sources: eyJMb2dDb25maWciOnsic291cmNlcyI6W3sidHlwZSI6IkVUVyIsInByb3ZpZGVycyI6W3sicHJvdmlkZXJOYW1lIjoibWljcm9zb2Z0LndpbmRvd3MuaHlwZXJ2LmNvbXB1dGUifV19XX19`,
  },
  check(context, tell) {
    const sources = context.get(keys.logSources);
    if (sources === undefined || forwards(context) !== true || !isConfidential(context)) return;
    const parsed = parseLogSources(sources.value, true);
    if (!parsed.ok) return;
    const nameless = parsed.sources
      .flatMap(({ providers }) => providers)
      .find(({ providerName }) => providerName === "");
    if (nameless === undefined) return;
    tell(
      onValue(
        sources,
        `The guest refuses a log provider without a name (GUID "${nameless.providerGuid}"), and the VM's start fails. Give its providerName.`,
      ),
    );
  },
});

const unused: Rule = windowsRule({
  code: "log-settings-unused",
  title: "Log sources while logs are not forwarded",
  severity: "warning",
  about: [keys.logSources, keys.defaultLogSourcesEnabled],
  help: `\`forwardlogs.sources\` and \`forwardlogs.defaultsources.enable\` only count while \`forwardlogs.enable\` is true. That is the
default of plain Windows pods, but not of confidential ones.

Source: \`internal/oci/uvm.go:SpecToUVMCreateOpts\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.defaultsources.enable: "true"`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.enable: "true"
io.microsoft.virtualmachine.forwardlogs.defaultsources.enable: "true"`,
  },
  check(context, tell) {
    if (forwards(context) !== false) return;
    const enable = context.get(keys.logForwardingEnabled);
    const why =
      enable === undefined ? "logs of a confidential pod are not forwarded by default" : "logs are not forwarded";
    for (const name of [keys.logSources, keys.defaultLogSourcesEnabled]) {
      const setting = context.get(name);
      if (setting === undefined || setting.value === "") continue;
      tell(
        ignored(
          context,
          setting,
          `hcsshim ignores this key: ${why}. Set ${keys.logForwardingEnabled} to "true", or remove the key.`,
          {
            related: enable === undefined ? [] : [related(enable, "This turns forwarding off.")],
            fixes: () => [
              enable === undefined
                ? add(context, keys.logForwardingEnabled, "true", setting)
                : setValue(context, enable, "true"),
              remove(context, setting),
            ],
          },
        ),
      );
    }
  },
});

const nothingForwarded: Rule = windowsRule({
  code: "log-sources-none",
  title: "Log forwarding without any source",
  severity: "warning",
  about: [keys.defaultLogSourcesEnabled],
  help: `With \`forwardlogs.defaultsources.enable\` false and no \`forwardlogs.sources\` the forwarding is on, but nothing is forwarded.

Source: \`internal/uvm/log_wcow.go:SetLogSources\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.forwardlogs.defaultsources.enable: "false"',
    good: `io.microsoft.virtualmachine.forwardlogs.enable: "false"`,
  },
  check(context, tell) {
    const defaults = context.get(keys.defaultLogSourcesEnabled);
    const sources = context.get(keys.logSources);
    if (defaults === undefined || !isFalse(context, keys.defaultLogSourcesEnabled) || forwards(context) !== true)
      return;
    if (sources === undefined ? context.mayHave(keys.logSources) : sources.value !== "") return;
    tell(
      onValue(
        defaults,
        `Nothing is forwarded: the default log sources are off and ${keys.logSources} is not set. Set it, or turn the defaults on.`,
        { fixes: () => [setValue(context, defaults, "true")] },
      ),
    );
  },
});

const needsPolicy: Rule = windowsRule({
  code: "log-forwarding-needs-policy",
  title: "Log forwarding of a confidential pod",
  severity: "information",
  about: [keys.logForwardingEnabled],
  help: `The guest asks the policy's rule \`log_provider\` for every provider. Where the policy does not allow them (generated ones do
not, unless they list \`allowed_log_providers\` or allow dropping) the start fails and the VM is terminated:
\`failed to set log sources: …\`.

Source: \`internal/uvm/start.go:Start\`, \`pkg/securitypolicy/framework.rego\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.forwardlogs.enable: "true"`,
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const enable = context.get(keys.logForwardingEnabled);
    if (enable === undefined || !isTrue(context, keys.logForwardingEnabled) || !isConfidential(context)) return;
    tell(
      onValue(
        enable,
        "The policy's rule log_provider must allow every forwarded provider; where it does not, the VM is terminated at start.",
      ),
    );
  },
});

/** Log forwarding from Windows VMs. */
export const logRules: readonly Rule[] = [badSources, namelessProvider, unused, nothingForwarded, needsPolicy];
