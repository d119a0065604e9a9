import { quoteGo } from "../annotations/go-values-quote.ts";
import { expansions } from "../annotations/registry.ts";
import { keys } from "./annotation-keys.ts";
import { SandboxReading } from "./sandbox-reading.ts";

interface Conflict {
  readonly key: string;
  readonly other: string;
  readonly message: string;
}

function expand(annotations: ReadonlyMap<string, string>) {
  if (!expansions.some(({ key }) => annotations.has(key))) return { expanded: annotations, conflicts: [] };
  const expanded = new Map(annotations);
  const conflicts: Conflict[] = [];
  for (const { key, expandsTo } of expansions) {
    const value = expanded.get(key);
    if (value === undefined) continue;
    for (const other of expandsTo) {
      const own = expanded.get(other);
      if (own === undefined || own === value) {
        expanded.set(other, value);
      } else {
        const pair = `${quoteGo(key)} = ${quoteGo(value)} and ${quoteGo(other)} = ${quoteGo(own)}`;
        conflicts.push({ key, other, message: `annotation expansion conflict: ${pair}` });
      }
    }
  }
  return { expanded, conflicts };
}

function checkHostProcess(reading: SandboxReading): Conflict | undefined {
  const disabled = reading.bool(keys.disableHostProcessContainer, false);
  const enabled = reading.bool(keys.hostProcessContainer, false);
  if (!disabled || !enabled) return undefined;
  const quote = (key: string): string => `${quoteGo(key)} = ${quoteGo(reading.string(key, ""))}`;
  const pair = `${quote(keys.disableHostProcessContainer)} and ${quote(keys.hostProcessContainer)}`;
  return {
    key: keys.disableHostProcessContainer,
    other: keys.hostProcessContainer,
    message: `specified annotations conflict: host process container annotations ${pair}`,
  };
}

/**
 * Starts the reading of a sandbox with its annotations expanded and checked (`ProcessAnnotations`). All conflicts are
 * one refusal, its text one line each, as hcsshim joins them.
 */
export function startReading(annotations: ReadonlyMap<string, string>): SandboxReading {
  const { expanded, conflicts } = expand(annotations);
  const reading = new SandboxReading(expanded);
  for (const { key, message } of conflicts) {
    reading.warn("conflict", key, `annotation expansion would overwrite conflicting value: ${message}`);
  }
  const hostProcess = checkHostProcess(reading);
  if (hostProcess !== undefined) {
    const lead = "Host process container and disable host process container cannot both be true";
    reading.warn("conflict", hostProcess.key, `${lead}: ${hostProcess.message}`);
  }
  const all = hostProcess === undefined ? conflicts : [...conflicts, hostProcess];
  if (all.length > 0) {
    const message = all.map((conflict) => conflict.message).join("\n");
    // What only the expansion set is blamed on the annotation that was expanded.
    const written = (key: string): string => (annotations.has(key) ? key : keys.disableUnsafeOperations);
    reading.refuse(message, ...new Set(all.flatMap(({ key, other }) => [written(other), written(key)])));
  }
  return reading;
}
