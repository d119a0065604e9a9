/** Formats of `check`'s report, by the name that `--format` takes. */
export const formatNames = ["pretty", "json", "sarif", "junit", "github"] as const;

export type FormatName = (typeof formatNames)[number];
