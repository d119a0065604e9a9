import type { Connection } from "vscode-languageserver/node";
import type { PayloadFeatures } from "./payload-features.ts";

/** Registers the requests of payloads. */
export function connectPayloads(connection: Connection, features: () => Promise<PayloadFeatures>): void {
  const on = (method: string, answer: (features: PayloadFeatures, params: unknown) => object): void => {
    connection.onRequest(method, async (params: unknown) => answer(await features(), params));
  };
  on("confidentialPods/payload/read", (known, params) => known.readPayload(params));
  on("confidentialPods/payload/write", (known, params) => known.writePayload(params));
  on("confidentialPods/payload/encode", (known, params) => known.encodePayload(params));
  on("confidentialPods/policy/decodeDenial", (known, params) => known.decodeDenial(params));
}
