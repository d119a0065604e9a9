import { rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

/** Builds an entry point of the server for this test process alone; removed when it ends. @returns the bundle's path. */
export function bundle(entry: "server" | "cli"): string {
  const folder = path.resolve("out", `${entry}-${process.pid}`);
  const outfile = path.join(folder, `${entry}.cjs`);
  buildSync({
    entryPoints: [`server/src/${entry}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return outfile;
}
