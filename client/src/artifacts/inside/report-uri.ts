import { parseJson, property } from "../../infrastructure/unknown.ts";

/** Scheme of reports: texts that are made anew each time from what their URI says. */
export const reportScheme = "confidential-pods-report";

/** What a report is about. Paths are absolute. */
export type ReportSubject =
  | { readonly kind: "guest-writes" | "runs"; readonly before: string; readonly after: string }
  | { readonly kind: "boot-files"; readonly folder: string; readonly isolation: string };

const titles = { "guest-writes": "What the guest wrote", runs: "Two runs", "boot-files": "Boot files" } as const;

/** The parts of a report's URI; the title is what its tab shows. */
export function reportParts(subject: ReportSubject): { scheme: string; path: string; query: string } {
  return { scheme: reportScheme, path: `/${titles[subject.kind]}`, query: JSON.stringify(subject) };
}

/** The subject of a report's URI; undefined where it is none. */
export function parseReportQuery(query: string): ReportSubject | undefined {
  const subject = parseJson(query);
  const text = (name: string): string | undefined => {
    const value = property(subject, name);
    return typeof value === "string" ? value : undefined;
  };
  const [kind, before, after, folder, isolation] = ["kind", "before", "after", "folder", "isolation"].map(text);
  if ((kind === "guest-writes" || kind === "runs") && before !== undefined && after !== undefined)
    return { kind, before, after };
  if (kind === "boot-files" && folder !== undefined && isolation !== undefined) return { kind, folder, isolation };
  return undefined;
}
