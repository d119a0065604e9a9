import { parseGuid } from "../annotations/go-values.ts";
import { quoteGo } from "../annotations/go-values-quote.ts";
import { keys } from "./annotation-keys.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** The one annotation whose bad value is an error and no warning (`ParseAnnotationsGUID`); null where absent or bad. */
export function readResourcePartition(reading: SandboxReading): string | null {
  const key = keys.resourcePartitionId;
  const text = reading.annotations.get(key);
  if (text === undefined) return null;
  const id = parseGuid(text);
  if (id.ok) return id.value;
  reading.refuse(`failed to parse annotation ${quoteGo(key)} with value ${quoteGo(text)} as GUID: ${id.error}`, key);
  return null;
}
