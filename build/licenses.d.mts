import type { Metafile } from "esbuild";

export function licensesOf(metafiles: readonly Metafile[]): string;
