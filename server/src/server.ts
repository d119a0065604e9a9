/** The language server process: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import { createConnection } from "vscode-languageserver/node";
import { readClientProfile } from "./features/client-profile.ts";
import { ErrorBoundary } from "./features/error-boundary.ts";
import { initializeResult } from "./features/initialize.ts";
import { startFeatures } from "./features/start-features.ts";

const connection = createConnection();
const boundary = new ErrorBoundary((message) => connection.console.error(message));
process.on("uncaughtException", (error) => connection.console.error(`uncaught: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => connection.console.error(`unhandled rejection: ${String(reason)}`));

connection.onInitialize((params) => {
  const client = readClientProfile(params);
  startFeatures(connection, client, boundary);
  return initializeResult(client);
});
connection.listen();
