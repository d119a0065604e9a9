/** The language server process: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import { connect } from "./connect.ts";
import { serve } from "./features/serve.ts";
import { growAtOnce, growSparingly } from "./heap-growth.ts";
import { optimizeLate } from "./optimize-late.ts";

optimizeLate();
growAtOnce();

const connection = connect();
process.on("uncaughtException", (error) => connection.console.error(`uncaught: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => connection.console.error(`unhandled rejection: ${String(reason)}`));

serve(connection, {
  hasFiles: true,
  // Read by the first message after `initialize`, which so is answered before it.
  start: async (client) => {
    const { nodeFiles, nodeFolders, startFeatures } = await import("./engine.ts");
    const features = startFeatures(connection, client, nodeFolders, nodeFiles);
    let isReported = !client.pullsDiagnostics;
    if (isReported) growSparingly();
    return {
      ...features,
      diagnostics: async (params, token) => {
        const report = await features.diagnostics(params, token);
        if (!isReported) growSparingly();
        isReported = true;
        return report;
      },
    };
  },
});
