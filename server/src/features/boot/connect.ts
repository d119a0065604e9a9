import type { Connection } from "vscode-languageserver/node";
import type { BootFeatures } from "./boot-features.ts";

/** Registers the requests of booting. */
export function connectBoot(connection: Connection, features: () => Promise<BootFeatures>): void {
  const on = (method: string, answer: (features: BootFeatures, params: unknown) => Promise<object>): void => {
    connection.onRequest(method, async (params: unknown) => answer(await features(), params));
  };
  on("confidentialPods/sandboxes", (known, params) => known.sandboxes(params));
  on("confidentialPods/bootPlan", (known, params) => known.bootPlan(params));
}
