import { decodeBase64 } from "../annotations/base64.ts";
import type { GoResult } from "../annotations/go-values.ts";
import { sha256 } from "../uvm/plan/sha256.ts";
import { outlineRego, type RegoOutline } from "./rego-outline.ts";

/** A security policy's text. */
export interface PolicyText {
  /** The decoded bytes as text; where they are no UTF-8, with replacement characters. */
  readonly text: string;
  /** False where the bytes are no UTF-8, which Rego must be. */
  readonly utf8: boolean;
}

/** A security policy as hcsshim and the guest get it from its annotation. */
export interface DecodedPolicy extends PolicyText {
  /** Bytes after decoding. */
  readonly size: number;
  /** SHA-256 of the decoded bytes, 64 lower-case hexadecimal digits. */
  readonly digest: string;
  /** The digest in base64, as the HCS document's `LaunchData` has it and the SNP report's host data. */
  readonly launchData: string;
  /** `json`: the retired form, which no guest compiles. `empty`: no bytes at all. */
  readonly form: "rego" | "json" | "empty";
  /** What the policy says by itself; empty for what is not Rego. */
  readonly outline: RegoOutline;
}

/** The text of a policy annotation, or Go's own error: all that a rule looks at. Nothing is cached. */
export function decodePolicyText(encoded: string): GoResult<PolicyText> {
  const bytes = decodeBase64(encoded);
  return bytes.ok ? { ok: true, value: readUtf8(bytes.value) } : bytes;
}

/** Decodes a policy annotation, or gives Go's own error. Nothing is cached: hold on to the result of a large policy. */
export function decodePolicy(encoded: string): GoResult<DecodedPolicy> {
  const bytes = decodeBase64(encoded);
  if (!bytes.ok) return bytes;
  const { text, utf8 } = readUtf8(bytes.value);
  const digest = sha256(bytes.value);
  const form = text === "" ? "empty" : text.trimStart().startsWith("{") ? "json" : "rego";
  return {
    ok: true,
    value: {
      text,
      utf8,
      size: bytes.value.length,
      digest: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      launchData: btoa(String.fromCharCode(...digest)),
      form,
      outline: outlineRego(form === "rego" ? text : ""),
    },
  };
}

function readUtf8(bytes: Uint8Array): PolicyText {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), utf8: true };
  } catch {
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), utf8: false };
  }
}
