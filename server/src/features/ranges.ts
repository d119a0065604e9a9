import type { Range } from "vscode-languageserver/node";
import type { PodFile } from "../pods/pod-file.ts";
import type { Span } from "../pods/yaml/span.ts";

/** The range of a span that counts from `startOffset` of the file. */
export const rangeOf = (file: PodFile, span: Span, startOffset = 0): Range => ({
  start: file.positionAt(startOffset + span.start),
  end: file.positionAt(startOffset + span.end),
});
