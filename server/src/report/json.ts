import type { CheckReport } from "./check-report.ts";

/** Version of the JSON shape; it grows when a field changes its meaning or goes. */
export const jsonVersion = 1;

/** The findings as one JSON object, for programs. */
export const jsonReport = ({ files, summary }: CheckReport): string =>
  `${JSON.stringify({ version: jsonVersion, files, summary }, undefined, 2)}\n`;
