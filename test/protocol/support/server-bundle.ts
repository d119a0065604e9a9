import { rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

/** The server as a web worker: what runs in it must not need node. */
const browser = {
  platform: "browser",
  format: "iife",
  target: "es2022",
  alias: {
    "vscode-languageserver/node": "vscode-languageserver/browser",
    "node:crypto": "./server/src/web/crypto.ts",
  },
} as const;

const node = { platform: "node", format: "cjs", target: "node20", mainFields: ["module", "main"] } as const;

/** Builds an entry point of the server for this test process alone; removed when it ends. @returns the bundle's path. */
export function bundle(entry: "server" | "server-web" | "cli" | "disk-server"): string {
  const folder = path.resolve("out", `${entry}-${process.pid}`);
  const outfile = path.join(folder, `${entry}.cjs`);
  buildSync({
    entryPoints: [`server/src/${entry}.ts`],
    outfile,
    bundle: true,
    ...(entry === "server-web" ? browser : { ...node, mainFields: [...node.mainFields] }),
    logLevel: "warning",
  });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return outfile;
}
