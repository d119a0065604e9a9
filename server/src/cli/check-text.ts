import type { Finding } from "../pods/finding.ts";
import { PodFile } from "../pods/pod-file.ts";
import { notReadCode } from "../pods/review/not-read.ts";
import type { ReviewProfile } from "../pods/review/profile.ts";
import { isTomlName, reviewConfig } from "../pods/review/review-config.ts";
import { reviewFile } from "../pods/review/review-file.ts";
import type { Span } from "../pods/yaml/span.ts";
import type { PlaceRange, ReportedFinding } from "../report/check-report.ts";

/** What is found in one file's text, in the order of its documents. */
export function checkText(name: string, text: string, profile: ReviewProfile): readonly ReportedFinding[] {
  const file = PodFile.open(name, text);
  const isConfig = isTomlName(name);
  const unread = isConfig ? [] : file.unread.slice(0, 1);
  const found = unread.map(({ message, span }) => notRead(message, rangeOf(file, span, 0)));
  for (const { placed, findings } of isConfig ? reviewConfig(file, profile) : reviewFile(file, profile)) {
    for (const finding of findings) found.push(reported(file, finding, placed.startOffset));
  }
  return found;
}

const reported = (file: PodFile, finding: Finding, startOffset: number): ReportedFinding => ({
  code: finding.code,
  severity: finding.severity,
  message: finding.message,
  key: finding.key,
  range: rangeOf(file, finding.span, startOffset),
  related: finding.related.map(({ message, span }) => ({ message, range: rangeOf(file, span, startOffset) })),
  fixable: finding.fixes().length > 0,
});

const notRead = (message: string, range: PlaceRange): ReportedFinding => ({
  code: notReadCode,
  severity: "information",
  message,
  key: null,
  range,
  related: [],
  fixable: false,
});

const rangeOf = (file: PodFile, { start, end }: Span, startOffset: number): PlaceRange => ({
  start: file.positionAt(startOffset + start),
  end: file.positionAt(startOffset + end),
});
