import { decodeBase64 } from "../base64.ts";
import { parseGuid } from "../go-values.ts";
import { quoteGo } from "../go-values-quote.ts";
import { goSlice, goString, goStruct, type Placed, unmarshal } from "./go-json-decode.ts";

interface DecodedProvider {
  providerName: string;
  providerGuid: string;
  level: string;
  keywords: string;
}

interface DecodedSource {
  type: string;
  providers: readonly Placed<DecodedProvider>[];
}

interface DecodedConfig {
  LogConfig: { sources: readonly Placed<DecodedSource>[] };
}

/** An ETW provider as written; texts that are absent are empty. */
export interface LogProvider {
  readonly providerName: string;
  readonly providerGuid: string;
  readonly level: string;
  readonly keywords: string;
}

/** Providers of one type, normally `ETW`. Sources of the same type are merged with the built-in ones. */
export interface LogSource {
  readonly type: string;
  readonly providers: readonly LogProvider[];
}

/** A value of `forwardlogs.sources` as hcsshim reads it, or the error that it gives. */
export type LogSources =
  | {
      readonly ok: true;
      readonly sources: readonly LogSource[];
      /** Members that no Go type has, and that therefore count for nothing. */
      readonly ignoredMembers: readonly string[];
      /** The decoded JSON. */
      readonly json: string;
    }
  | {
      readonly ok: false;
      /** hcsshim's whole text, from `failed to decode and unmarshal user log sources` on. */
      readonly error: string;
      /** Which step fails: the base64, the JSON, or a provider's GUID. */
      readonly step: "base64" | "json" | "guid";
    };

const logConfig = goStruct<DecodedConfig>("LogSourcesInfo", "etw.LogSourcesInfo", {
  LogConfig: goStruct<DecodedConfig["LogConfig"]>("LogConfig", "etw.LogConfig", {
    sources: goSlice(
      goStruct<DecodedSource>("Source", "etw.Source", {
        type: goString(),
        providers: goSlice(
          goStruct<DecodedProvider>("EtwProvider", "etw.EtwProvider", {
            providerName: goString(),
            providerGuid: goString(),
            level: goString(),
            keywords: goString(),
          }),
          "[]etw.EtwProvider",
        ),
      }),
      "[]etw.Source",
    ),
  }),
});

/** hcsshim's `trimGUID`: blanks and one pair of braces around a GUID do no harm. */
const trimGuid = (text: string): string => text.trim().replace(/^\{/, "").replace(/\}$/, "").trim();

/**
 * The first provider whose GUID fails. A confidential pod's providers are only looked at when they have a name as well:
 * the guest refuses those without one.
 */
function guidFault(sources: readonly LogSource[], confidential: boolean): string | undefined {
  for (const { providers } of sources) {
    for (const { providerName, providerGuid } of providers) {
      if (providerGuid === "" || (confidential && providerName === "")) continue;
      const guid = parseGuid(trimGuid(providerGuid));
      if (!guid.ok) return `invalid GUID ${quoteGo(providerGuid)} for provider ${quoteGo(providerName)}: ${guid.error}`;
    }
  }
  return undefined;
}

/**
 * hcsshim's `UpdateLogSources` (internal/vm/vmutils/etw): base64 of `{"LogConfig":{"sources":[{"type","providers":[…]}]}}`,
 * read when the guest is connected. An empty text is no list at all.
 */
export function parseLogSources(text: string, confidential: boolean): LogSources {
  if (text === "") return { ok: true, sources: [], ignoredMembers: [], json: "" };
  const reading = "failed to decode and unmarshal user log sources";
  const bytes = decodeBase64(text);
  if (!bytes.ok) {
    return { ok: false, step: "base64", error: `${reading}: error decoding base64 log config: ${bytes.error}` };
  }
  const json = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.value);
  const decoded = unmarshal(json, logConfig);
  if (!decoded.ok) {
    return { ok: false, step: "json", error: `${reading}: error unmarshalling user log config: ${decoded.error}` };
  }
  const sources = decoded.value.LogConfig.sources.map(({ value: { type, providers } }) => ({
    type,
    providers: providers.map(({ value }) => value),
  }));
  const fault = guidFault(sources, confidential);
  if (fault !== undefined) return { ok: false, step: "guid", error: `failed to apply GUID policy: ${fault}` };
  return { ok: true, sources, json, ignoredMembers: decoded.unknownMembers.map(({ name }) => name) };
}
