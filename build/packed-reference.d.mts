import type { Plugin } from "esbuild";

export function packedReference(): Promise<Buffer>;
export const referenceAsData: Plugin;
