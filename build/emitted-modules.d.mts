import type { Plugin } from "esbuild";

export function toModule(code: string, file: string): string;
export function emittedModules(change?: (module: string, file: string) => string): Plugin;
