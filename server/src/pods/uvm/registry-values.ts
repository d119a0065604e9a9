import { parseRegistryValues, type RegistryValue } from "../annotations/structured/registry-values.ts";
import { keys } from "./annotation-keys.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** Reads the extra registry values (`parseAdditionalRegistryValues`); what is bad is logged and dropped. */
export function readRegistryValues(reading: SandboxReading): readonly RegistryValue[] {
  const key = keys.additionalRegistryKeys;
  const { values, problems } = parseRegistryValues(reading.string(key, ""));
  for (const { drops, message } of problems) {
    if (drops === "value") reading.unparsable(key, message);
    else if (drops === "item") reading.warn("rejected", key, message);
  }
  return values;
}
