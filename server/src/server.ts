/** The language server process: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import { setFlagsFromString } from "node:v8";
import { connect } from "./connect.ts";
import { serve } from "./features/serve.ts";
import { optimizeLate } from "./optimize-late.ts";

// A server is idle most of its life: its old generation must not grow to several times of what is alive.
setFlagsFromString("--optimize-for-size");
optimizeLate();

const connection = connect();
process.on("uncaughtException", (error) => connection.console.error(`uncaught: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => connection.console.error(`unhandled rejection: ${String(reason)}`));

serve(connection, {
  hasFiles: true,
  // Read by the first message after `initialize`, which so is answered before it.
  start: async (client) => {
    const { nodeFiles, nodeFolders, startFeatures } = await import("./engine.ts");
    return startFeatures(connection, client, nodeFolders, nodeFiles);
  },
});
