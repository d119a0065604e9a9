import { parseGuid } from "../annotations/go-values.ts";
import { quoteGo } from "../annotations/go-values-quote.ts";
import { decodeGoBase64 } from "./go-base64.ts";
import { decodeGoJson, type GoRecord, type GoStruct, isRecord, textOf } from "./go-json-decode.ts";

const provider: GoStruct = {
  type: "etw.EtwProvider",
  fields: { providerName: "string", providerGuid: "string", level: "string", keywords: "string" },
};
const source: GoStruct = { type: "etw.Source", fields: { type: "string", providers: { listOf: provider } } };
const logConfig: GoStruct = { type: "etw.LogConfig", fields: { sources: { listOf: source } } };
const logSourcesInfo: GoStruct = { type: "etw.LogSourcesInfo", fields: { LogConfig: logConfig } };

/** The text's characters as JSON sees them; what is not UTF-8 becomes U+FFFD, as in Go. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const list = (value: GoRecord[string] | undefined): readonly GoRecord[] =>
  typeof value === "object" && !isRecord(value) ? value : [];

function providersOf(info: GoRecord): readonly GoRecord[] {
  const config = info["LogConfig"];
  if (!isRecord(config)) return [];
  return list(config["sources"]).flatMap((entry) => list(entry["providers"]));
}

function trimGuid(text: string): string {
  return text.trim().replace(/^\{/, "").replace(/\}$/, "").trim();
}

/** A confidential pod's GUIDs are looked at only beside a name: the guest goes by names. */
function guidProblem(entry: GoRecord, confidential: boolean): string | undefined {
  const name = textOf(entry["providerName"]);
  const written = textOf(entry["providerGuid"]);
  if (written === "" || (confidential && name === "")) return undefined;
  const guid = parseGuid(trimGuid(written));
  return guid.ok ? undefined : `invalid GUID ${quoteGo(written)} for provider ${quoteGo(name)}: ${guid.error}`;
}

/** What the shim finds wrong with log sources (`etw.UpdateLogSources`), in its words; undefined where all is well. */
export function logSourcesProblem(
  text: string,
  { confidential }: { readonly confidential: boolean },
): string | undefined {
  if (text === "") return undefined;
  const lead = "failed to decode and unmarshal user log sources: ";
  const bytes = decodeGoBase64(text);
  if (!bytes.ok) return `${lead}error decoding base64 log config: ${bytes.error}`;
  const info = decodeGoJson(decoder.decode(bytes.value), logSourcesInfo);
  if (!info.ok) return `${lead}error unmarshalling user log config: ${info.error}`;
  for (const entry of providersOf(info.value)) {
    const problem = guidProblem(entry, confidential);
    if (problem !== undefined) return `failed to apply GUID policy: ${problem}`;
  }
  return undefined;
}
