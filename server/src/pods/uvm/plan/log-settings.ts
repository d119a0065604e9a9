import { type LogProvider, type LogSource, parseLogSources } from "../../annotations/structured/log-sources.ts";
import { encodeBase64 } from "../../policy/encode-base64.ts";
import type { GcsPlan } from "./boot-plan.ts";
import { type GoObject, writeGoJson } from "./go-json.ts";

/** The providers that hcsshim asks for by itself (`internal/vm/vmutils/etw`), all of type ETW and level Information. */
const defaultProviders = [
  "microsoft.windows.hyperv.compute",
  "microsoft-windows-guest-network-service",
  "microsoft.windows.filesystem.cimfs",
  "microsoft.windows.filesystem.unionfs",
  "microsoft-windows-bitlocker-driver",
  "microsoft-windows-bitlocker-api",
  "microsoft.windows.security.keyguard",
  "microsoft.windows.security.keyguard.attestation.verify",
  "microsoft.windows.containers.setup",
  "microsoft.windows.containers.storage",
  "microsoft.windows.containers.library",
  "microsoft.windows.containers.dynamicimage",
  "microsoft.windows.logforwardservice.provider",
] as const;

const defaultSource: LogSource = {
  type: "ETW",
  providers: defaultProviders.map((providerName) => ({
    providerName,
    providerGuid: "",
    level: "Information",
    keywords: "",
  })),
};

/** By this a provider of the user replaces one of hcsshim's. */
const mergeKey = ({ providerName, providerGuid }: LogProvider): string =>
  providerName !== "" && providerGuid !== "" ? `${providerName}|${providerGuid}` : providerGuid || providerName;

function mergeSources(sources: readonly LogSource[]): readonly LogSource[] {
  const byType = new Map<string, Map<string, LogProvider>>();
  for (const { type, providers } of sources) {
    const merged = byType.get(type) ?? new Map<string, LogProvider>();
    for (const provider of providers) merged.set(mergeKey(provider), provider);
    byType.set(type, merged);
  }
  return [...byType].map(([type, providers]) => ({ type, providers: [...providers.values()] }));
}

/** A confidential guest refuses a GUID that is not the name's own, and needs none that is. */
function providerJson({ providerName, providerGuid, level, keywords }: LogProvider, confidential: boolean): GoObject {
  const members = {
    providerName,
    providerGuid: confidential && providerName !== "" ? "" : providerGuid,
    level,
    keywords,
  };
  return Object.fromEntries(Object.entries(members).filter(([, text]) => text !== ""));
}

/**
 * Base64 of the log sources that the guest is told (`UpdateLogSources`), hcsshim's own first; "" where it is told none,
 * or where the annotation is not readable, which the plan then says. hcsshim's order of providers is random.
 */
export function logSettings(gcs: GcsPlan | null, confidential: boolean): string {
  if (gcs?.logForwarding !== true) return "";
  const given = parseLogSources(gcs.logSources, confidential);
  if (!given.ok) return "";
  const sources = mergeSources([...(gcs.defaultLogSources ? [defaultSource] : []), ...given.sources]);
  if (sources.length === 0) return "";
  const json = writeGoJson({
    LogConfig: {
      sources: sources.map(({ type, providers }) => ({
        type,
        providers: providers.map((provider) => providerJson(provider, confidential)),
      })),
    },
  });
  const encoded = encodeBase64(json);
  return encoded.ok ? encoded.value : "";
}
