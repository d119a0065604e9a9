import { type ByteSource, maxReadLength } from "../byte-source.ts";
import { DiskError, type Problem } from "../problem.ts";
import { readBootConfiguration } from "./bcd/boot-configuration.ts";
import { renderBootConfiguration } from "./bcd/render-boot-configuration.ts";
import { readBootStatusLog } from "./bootstat/boot-status-log.ts";
import { renderTimeline } from "./bootstat/render-timeline.ts";
import { readCodeIntegrityPolicy } from "./code-integrity/code-integrity-policy.ts";
import { renderCodeIntegrityPolicy } from "./code-integrity/render-code-integrity-policy.ts";
import type { ArtifactKind } from "./identify.ts";
import { readPortableExecutable } from "./pe/portable-executable.ts";
import { renderPortableExecutable } from "./pe/render-portable-executable.ts";
import { type PlainData, plainData } from "./plain-data.ts";
import { readReferenceInfo } from "./reference-info/reference-info.ts";
import { renderReferenceInfo } from "./reference-info/render-reference-info.ts";
import { readGuestState } from "./vmgs/guest-state.ts";
import { renderGuestState } from "./vmgs/render-guest-state.ts";

/** An artifact in the two forms that views and the command line show. */
export interface ArtifactContent {
  /** For people and for comparing two of them: equal artifacts give equal text. */
  readonly text: string;
  readonly data: PlainData;
  readonly problems: readonly Problem[];
}

const mebibyte = 1024 * 1024;
const maxSizes = {
  "boot-status-log": mebibyte,
  "boot-configuration": 32 * mebibyte,
  "reference-info": mebibyte,
  "portable-executable": maxReadLength,
  "code-integrity-policy": 16 * mebibyte,
} as const;

/**
 * Reads and renders a file of this kind. `name` is the last part of its path, `logs` are the transaction logs of a hive.
 * @throws DiskError where it is not of this kind, is too large, or cannot be read at all.
 */
export function readArtifact(
  kind: ArtifactKind,
  name: string,
  file: ByteSource,
  logs: readonly ByteSource[] = [],
): ArtifactContent {
  switch (kind) {
    case "boot-status-log":
      return content(readBootStatusLog(wholeFile(file, kind)), renderTimeline);
    case "boot-configuration":
      return content(readBootConfiguration(wholeFile(file, kind), readLogs(logs)), renderBootConfiguration);
    case "guest-state":
      return content(readGuestState(file), renderGuestState);
    case "reference-info":
      return content(readReferenceInfo(wholeFile(file, kind)), renderReferenceInfo);
    case "portable-executable":
      return content(readPortableExecutable(wholeFile(file, kind)), renderPortableExecutable);
    case "code-integrity-policy":
      return content(readCodeIntegrityPolicy(wholeFile(file, kind), name), renderCodeIntegrityPolicy);
  }
}

function content<T extends { readonly problems: readonly Problem[] }>(
  value: T,
  render: (value: T) => string,
): ArtifactContent {
  return { text: render(value), data: plainData(value), problems: value.problems };
}

function readLogs(logs: readonly ByteSource[]): readonly Buffer[] {
  return logs.flatMap((log) => {
    try {
      return [wholeFile(log, "boot-configuration")];
    } catch (error) {
      // Without its log the hive says itself that changes are missing.
      if (error instanceof DiskError) return [];
      throw error;
    }
  });
}

/** Far above what boot managers, signers and linkers write: whatever is larger is something else. */
function wholeFile(file: ByteSource, kind: keyof typeof maxSizes): Buffer {
  const maxSize = maxSizes[kind];
  if (file.size <= maxSize) return file.read(0, file.size);
  throw new DiskError(
    "artifact-too-large",
    `The file is ${file.size} bytes long; as ${kind} up to ${maxSize} are read.`,
    maxSize,
  );
}
