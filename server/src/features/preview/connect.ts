import type { Connection } from "vscode-languageserver/node";
import type { PreviewFeatures } from "./preview-features.ts";

/** Registers the requests of previews. */
export function connectPreview(connection: Connection, features: () => Promise<PreviewFeatures>): void {
  connection.onRequest("confidentialPods/preview", async (params: unknown) => (await features()).preview(params));
}
