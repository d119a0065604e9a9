import type { Diagnostic, Message } from "vscode-languageserver/node";

/** The JSON of each diagnostic that was sent, with the comma before it; they are never changed, only replaced. */
const written = new WeakMap<Diagnostic, Buffer>();

/**
 * A message as UTF-8 JSON. The report of a long file is made of hundreds of diagnostics of which an edit replaces a few;
 * writing the others anew would be most of the edit's time.
 */
export function messageBytes(message: Message): Buffer {
  if (!isReport(message)) return Buffer.from(JSON.stringify(message), "utf8");
  const { result, ...envelope } = message;
  const { items, ...report } = result;
  const opened = (object: object): string => JSON.stringify(object).slice(0, -1);
  const [first, ...rest] = items;
  const head = `${opened(envelope)},"result":${opened(report)},"items":[${first === undefined ? "" : JSON.stringify(first)}`;
  return Buffer.concat([Buffer.from(head, "utf8"), ...rest.map(followingBytes), Buffer.from("]}}", "utf8")]);
}

interface Report extends Message {
  readonly result: { readonly kind: "full"; readonly items: readonly Diagnostic[] };
}

function isReport(message: Message): message is Report {
  if (!("result" in message) || typeof message.result !== "object" || message.result === null) return false;
  const { result } = message;
  return "kind" in result && result.kind === "full" && "items" in result && Array.isArray(result.items);
}

function followingBytes(diagnostic: Diagnostic): Buffer {
  let bytes = written.get(diagnostic);
  if (bytes === undefined) {
    bytes = Buffer.from(`,${JSON.stringify(diagnostic)}`, "utf8");
    written.set(diagnostic, bytes);
  }
  return bytes;
}
