import { parseRegistryValues } from "../../annotations/structured/registry-values.ts";
import type { Rule } from "../rule.ts";
import { containerExample } from "../support/container-example.ts";
import { onValue } from "../support/report.ts";

const registryKey = "io.microsoft.container.wcow.test-registry-annotation";

export const registryRule: Rule = {
  code: "container-registry-values",
  title: "Registry values of a container that hcsshim drops",
  severity: "warning",
  about: [registryKey],
  help: `\`${registryKey}\` is a JSON array of HCS registry values. A text that does not decode is dropped
as a whole (one number beyond 32 bits is enough), an item that hcsshim does not permit is dropped by itself; both leave only a line in
the shim's log.

Source: \`internal/oci/annotations.go:parseRegistryValues\`.`,
  examples: {
    bad: containerExample(`{ "${registryKey}": "[{}]" }`),
    good: containerExample(`{ "${registryKey}": "[]" }`),
  },
  check(context, tell) {
    const annotation = context.get(registryKey);
    if (annotation === undefined || context.set.level !== "container" || context.set.platform.value !== "wcow") return;
    for (const { drops, message } of parseRegistryValues(annotation.value).problems) {
      if (drops === "member") continue;
      const what = drops === "value" ? "the whole list" : "an item of the list";
      tell(onValue(annotation, `hcsshim drops ${what} and only logs why: ${message}.`));
    }
  },
};
