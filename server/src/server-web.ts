/** The language server as a web worker, for editors that run in a browser: all features that need no files. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./features/serve.ts";
import { startFeatures } from "./features/start-features.ts";

const connection = createConnection(new BrowserMessageReader(globalThis), new BrowserMessageWriter(globalThis));

serve(connection, { hasFiles: false, start: (client) => startFeatures(connection, client) });
