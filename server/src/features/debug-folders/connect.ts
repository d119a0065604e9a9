import type { Connection } from "vscode-languageserver/node";
import type { DebugFolderFeatures } from "./debug-folders.ts";

/** Registers the request for the folders that specs name. */
export function connectDebugFolders(connection: Connection, features: () => Promise<DebugFolderFeatures>): void {
  connection.onRequest("confidentialPods/debugFolders", async () => (await features()).debugFolders());
}
