/** What the server process reads only after it has answered `initialize`: a bundle of its own, `dist/engine.js`. */
export { nodeFolders } from "./features/completion/node-folders.ts";
export { nodeFiles } from "./features/files/node-files.ts";
export { startFeatures } from "./features/start-features.ts";
