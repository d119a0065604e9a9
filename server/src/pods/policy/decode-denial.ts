import { decodeBase64 } from "../annotations/base64.ts";

/** A decision of the guest's policy engine, as an error text carries it. */
export interface Denial {
  /** What stands in front of the decision, e.g. `CreateContainer operation is denied by policy`; "" for nothing. */
  readonly operation: string;
  /** `decision` of the decision, normally `deny`; "" where it is no text. */
  readonly decision: string;
  /** Messages of `reason`: why it was denied. A reason that is a text is the only one. */
  readonly reasons: readonly string[];
  /** The policy itself failed, with the engine's text; undefined where it did not. */
  readonly policyError: string | undefined;
  /** Members that the guest left out because an error text is limited to 3072 characters. */
  readonly truncated: readonly string[];
  /** The enforcement point that was asked, e.g. `create_container`; undefined where the input does not name one. */
  readonly rule: string | undefined;
  /** The whole decision, two blanks a level; sensitive input is already redacted by the guest. */
  readonly json: string;
}

/** What a text says of a denial. */
export type DecodedDenial =
  | { readonly ok: true; readonly denial: Denial }
  | {
      readonly ok: false;
      /** A sentence. */
      readonly error: string;
    };

/** Longer texts are not searched, in UTF-16 units: an error is a few thousand. */
const longest = 4 * 1024 * 1024;
/** Both marks as they are, and as JSON logs escape them. */
const openMark = /policyDecision(?:<|\\u003c)/i;
const closeMark = /(?:>|\\u003e)policyDecision/i;

/**
 * Finds the first decision in an error text or log: `<prefix>: policyDecision< <base64 JSON> >policyDecision`
 * (hcsshim `pkg/securitypolicy`, `PolicyDecisionError`). White space from wrapped lines does no harm.
 */
export function decodeDenial(text: string): DecodedDenial {
  if (text.length > longest) return failed("The text is too long to be an error message; paste only the error.");
  const open = openMark.exec(text);
  if (open === null) return failed("There is no policy decision in this text: it would begin with `policyDecision<`.");
  const rest = text.slice(open.index + open[0].length);
  const close = closeMark.exec(rest);
  if (close === null)
    return failed("The policy decision is cut off: `>policyDecision` is missing. Copy the whole error.");
  const bytes = decodeBase64(rest.slice(0, close.index).replace(/\\[nrt]|\s/g, ""));
  if (!bytes.ok) return failed(`The policy decision is damaged: ${bytes.error}. Copy the error again.`);
  try {
    const decision: unknown = JSON.parse(new TextDecoder().decode(bytes.value));
    return { ok: true, denial: describe(decision, operationIn(text.slice(0, open.index))) };
  } catch (error) {
    return failed(`The policy decision is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

const failed = (error: string): DecodedDenial => ({ ok: false, error });

/** The last part of a chain of wrapped errors, without the quotes of a log line. */
function operationIn(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1).replace(/[:\s]+$/, "");
  return line.slice(line.lastIndexOf(": ") + 1).replace(/^[\s"']+/, "");
}

function describe(decision: unknown, operation: string): Denial {
  const reason = memberOf(decision, "reason");
  const errors = memberOf(reason, "errors");
  const policyError = memberOf(decision, "policyError");
  const rule = memberOf(memberOf(decision, "input"), "rule");
  return {
    operation,
    decision: textOf(memberOf(decision, "decision")),
    reasons: typeof reason === "string" ? [reason] : textsOf(errors),
    policyError: typeof policyError === "string" && policyError !== "" ? policyError : undefined,
    truncated: textsOf(memberOf(decision, "truncated")),
    rule: typeof rule === "string" ? rule : undefined,
    json: JSON.stringify(decision, undefined, 2),
  };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
