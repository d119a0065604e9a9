import type { Manifest } from "../unit/house/manifest.ts";

/** The manifest of the extension in a browser. */
export function webManifest(machine: Manifest): Omit<Manifest, "main" | "bin"> & { readonly browser: string };
