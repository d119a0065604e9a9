import { hvSocketPrefix, parseHvSocketEntry } from "../../annotations/structured/hv-socket-service.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onKey, onValue, shown } from "../support/report.ts";
import { reservedService } from "./support/reserved-services.ts";
import { vmRule } from "./support/vm-rule.ts";

const service = `${hvSocketPrefix}12345678-1234-1234-1234-123456789abc`;
const good = `${service}: '{"AllowWildcardBinds":true}'`;

/** The pod's annotations of the service table; of equal keys the last one. */
const entries = (context: RuleContext): readonly Annotation[] =>
  context.set.annotations.filter(
    (annotation) => annotation.key.startsWith(hvSocketPrefix) && context.get(annotation.key) === annotation,
  );

const invalidGuid: Rule = vmRule({
  code: "hv-socket-guid-invalid",
  title: "Hyper-V socket service without a GUID",
  severity: "warning",
  about: [hvSocketPrefix],
  help: `The key ends in the service's GUID, 36 characters without braces. For anything else hcsshim logs
\`invalid GUID string for Hyper-V socket service configuration annotation\` and skips the entry.

Source: \`internal/oci/annotations.go:ParseHVSocketServiceTable\`.`,
  examples: { bad: `${hvSocketPrefix}my-service: '{"Disabled":true}'`, good },
  check(context, tell) {
    for (const entry of entries(context)) {
      const parsed = parseHvSocketEntry(entry.key, entry.value);
      if (parsed.ok || parsed.part !== "guid") continue;
      const text = entry.key.slice(hvSocketPrefix.length);
      tell(
        onKey(
          entry,
          `hcsshim skips this Hyper-V socket service: ${shown(text)} is not a GUID. End the key in the service's 36-character GUID, without braces.`,
          { fixes: () => [remove(context, entry)] },
        ),
      );
    }
  },
});

const invalidJson: Rule = vmRule({
  code: "hv-socket-json-invalid",
  title: "Hyper-V socket service that does not decode",
  severity: "warning",
  about: [hvSocketPrefix],
  help: `The value is a JSON object with \`BindSecurityDescriptor\`, \`ConnectSecurityDescriptor\` (texts), \`AllowWildcardBinds\` and
\`Disabled\` (booleans). Where it does not decode, hcsshim logs that and skips the entry.

Source: \`internal/oci/annotations.go:ParseHVSocketServiceTable\`.`,
  examples: { bad: `${service}: '[]'`, good },
  check(context, tell) {
    for (const entry of entries(context)) {
      const parsed = parseHvSocketEntry(entry.key, entry.value);
      if (parsed.ok || parsed.part !== "value") continue;
      tell(
        onValue(
          entry,
          `hcsshim skips this Hyper-V socket service, because its value does not decode: ${parsed.error}. Write a JSON object such as {"AllowWildcardBinds":true}.`,
        ),
      );
    }
  },
});

const duplicate: Rule = vmRule({
  code: "hv-socket-duplicate",
  title: "One Hyper-V socket service in two letter cases",
  severity: "warning",
  about: [hvSocketPrefix],
  help: `hcsshim lowers the GUID of every key, so keys that differ in letter case name one service. It walks them in Go's random map
order: which one wins changes from pod to pod. The log has \`overwritting existing Hyper-V socket service configuration\`.

Source: \`internal/oci/annotations.go:ParseHVSocketServiceTable\`.`,
  examples: {
    bad: `${service}: '{"Disabled":true}'
${hvSocketPrefix}12345678-1234-1234-1234-123456789ABC: '{"AllowWildcardBinds":true}'`,
    good,
  },
  check(context, tell) {
    const byGuid = new Map<string, Annotation[]>();
    for (const entry of entries(context)) {
      const parsed = parseHvSocketEntry(entry.key, entry.value);
      if (parsed.ok) byGuid.set(parsed.guid, [...(byGuid.get(parsed.guid) ?? []), entry]);
    }
    for (const same of byGuid.values()) {
      for (const entry of same.length > 1 ? same : []) {
        tell(
          onKey(entry, "Two keys name this Hyper-V socket service, and a random one of them wins. Remove one.", {
            related: same
              .filter((other) => other !== entry)
              .map((other) => ({ span: other.keySpan, message: "The same service in other letter case." })),
            fixes: () => [remove(context, entry)],
          }),
        );
      }
    }
  },
});

const reserved: Rule = vmRule({
  code: "hv-socket-reserved",
  title: "Hyper-V socket service that hcsshim needs itself",
  severity: "warning",
  about: [hvSocketPrefix],
  help: `The host talks to its guest over services of its own: the guest compute service, its sidecar and the log service on
Windows, the entropy, log and GCS ports on Linux. An entry for one of them can break that connection, or is overwritten by hcsshim.

Source: \`internal/uvm/create_wcow.go\`, \`internal/uvm/create_lcow.go\`.`,
  examples: { bad: `${hvSocketPrefix}acef5661-84a1-4e44-856b-6245e69f4620: '{"Disabled":true}'`, good },
  check(context, tell) {
    for (const entry of entries(context)) {
      const parsed = parseHvSocketEntry(entry.key, entry.value);
      const use = parsed.ok ? reservedService(parsed.guid, context.set.platform.value) : undefined;
      if (use === undefined) continue;
      tell(
        onKey(
          entry,
          `hcsshim needs this Hyper-V socket service for ${use}; an entry here can cut that off, or is overwritten. Remove it.`,
          {
            fixes: () => [remove(context, entry)],
          },
        ),
      );
    }
  },
});

/** Hyper-V socket services of the VM. */
export const hvSocketRules: readonly Rule[] = [invalidGuid, invalidJson, duplicate, reserved];
