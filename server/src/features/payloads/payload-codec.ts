import { decodeBase64 } from "../../pods/annotations/base64.ts";
import type { GoResult } from "../../pods/annotations/go-values.ts";
import { lookup } from "../../pods/annotations/registry.ts";
import { decodePolicy } from "../../pods/policy/decode-policy.ts";
import { encodeBase64 } from "../../pods/policy/encode-base64.ts";
import type { PayloadKind } from "../../protocol.ts";
import { compactJson, prettyJson } from "./json-layout.ts";

/** How the value of an annotation is read and written as a document of its own. */
export interface PayloadCodec {
  readonly kind: PayloadKind;
  readonly languageId: "rego" | "json";
  /** The document's text, or why the value has none, as half a sentence. */
  readonly decode: (value: string) => GoResult<string>;
  /** The annotation's value, or why the text cannot be one, as half a sentence. */
  readonly encode: (text: string) => GoResult<string>;
}

const policy: PayloadCodec = {
  kind: "policy",
  languageId: "rego",
  decode: (value) => {
    const decoded = decodePolicy(value);
    if (!decoded.ok) return decoded;
    return decoded.value.utf8
      ? { ok: true, value: decoded.value.text }
      : { ok: false, error: "its bytes are not UTF-8 text, so a text editor would lose some of them" };
  },
  encode: encodeBase64,
};

const plainJson = (kind: PayloadKind): PayloadCodec => ({
  kind,
  languageId: "json",
  decode: (value) => ({ ok: true, value: laidOut(value) }),
  encode: compacted,
});

const logSources: PayloadCodec = {
  kind: "log-sources",
  languageId: "json",
  decode: (value) => {
    const bytes = decodeBase64(value);
    if (!bytes.ok) return bytes;
    try {
      return { ok: true, value: laidOut(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value)) };
    } catch {
      return { ok: false, error: "its bytes are not UTF-8 text, so a text editor would lose some of them" };
    }
  },
  encode: (text) => {
    const json = compacted(text);
    return json.ok ? encodeBase64(json.value) : json;
  },
};

/** The codec of a key; undefined where its value is read at a glance. */
export function codecOf(key: string): PayloadCodec | undefined {
  switch (lookup(key)?.valueType) {
    case "base64-policy":
      return policy;
    case "base64-json":
      return logSources;
    case "registry-json":
      return plainJson("registry-values");
    case "hv-socket-json":
      return plainJson("hv-socket-service");
    default:
      return undefined;
  }
}

/** JSON that does not parse is shown as it is: here it can be mended. */
const laidOut = (json: string): string => (jsonFault(json) === undefined ? prettyJson(json) : json);

function compacted(text: string): GoResult<string> {
  // No value at all is no list, and no error: hcsshim skips it.
  if (text.trim() === "") return { ok: true, value: "" };
  const fault = jsonFault(text);
  return fault === undefined ? { ok: true, value: compactJson(text) } : { ok: false, error: fault };
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `it is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
