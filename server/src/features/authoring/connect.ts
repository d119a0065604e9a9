import type { Connection } from "vscode-languageserver/node";
import type { AuthoringFeatures } from "./authoring-features.ts";

/** Hands the messages of authoring to its features, which the first of them starts. */
export function connectAuthoring(connection: Connection, features: () => Promise<AuthoringFeatures>): void {
  connection.onHover(async (params) => (await features()).hover(params));
  connection.onCompletion(async (params) => (await features()).completion(params));
  connection.onCompletionResolve(async (item) => (await features()).resolveCompletion(item));
}
