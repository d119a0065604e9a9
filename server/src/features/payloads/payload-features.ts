import type { DecodeDenialResult, Payload, PayloadEdit, PayloadProblem } from "../../protocol.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { ServerContext } from "../server-context.ts";
import { describeDenial } from "./describe-denial.ts";
import { closedProblem, failed } from "./problems.ts";
import { textOf } from "./read-params.ts";
import { readPayload } from "./read-payload.ts";
import { encodePayload, writePayload } from "./write-payload.ts";

/** The requests of payloads. Parameters are as they came from the client; none of them rejects. */
export interface PayloadFeatures {
  readPayload(params: unknown): Payload | PayloadProblem;
  writePayload(params: unknown): PayloadEdit | PayloadProblem;
  encodePayload(params: unknown): PayloadEdit | PayloadProblem;
  decodeDenial(params: unknown): DecodeDenialResult;
}

const noDenial = { found: false, languageId: "markdown", content: "The text could not be decoded." } as const;

export function startPayloads({ boundary, client, documents }: ServerContext): PayloadFeatures {
  const withOpen = <T>(doing: string, params: unknown, work: (open: OpenDocument) => T): T | PayloadProblem => {
    const open = documents.get(textOf(params, "uri"));
    return open === undefined ? closedProblem : boundary.run<T | PayloadProblem>(doing, failed, () => work(open));
  };
  return {
    readPayload: (params) => withOpen("reading a payload", params, (open) => readPayload(open, params)),
    writePayload: (params) => withOpen("writing a payload", params, (open) => writePayload(open, params, client)),
    encodePayload: (params) => withOpen("encoding a payload", params, (open) => encodePayload(open, params, client)),
    decodeDenial: (params) =>
      boundary.run<DecodeDenialResult>("decoding a denial", noDenial, () => describeDenial(textOf(params, "text"))),
  };
}
