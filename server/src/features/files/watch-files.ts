import type { Registration } from "vscode-languageserver/node";
import { specGlobs } from "../../pods/file/spec-names.ts";
import type { ServerContext } from "../server-context.ts";

const registration: Registration = {
  id: "pod-specs",
  method: "workspace/didChangeWatchedFiles",
  registerOptions: { watchers: specGlobs.map((globPattern) => ({ globPattern })) },
};

/** Asks the client to tell of changes on disk: of specs, and of what configures their runtime. */
export function watchFiles({ boundary, client, connection }: ServerContext): void {
  if (!client.watchesFiles) return;
  const params = { registrations: [registration] };
  boundary.detach("watching specs", connection.sendRequest("client/registerCapability", params));
}
