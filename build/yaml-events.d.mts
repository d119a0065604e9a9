import type { Plugin } from "esbuild";

export const eventsOfYaml: Plugin;
