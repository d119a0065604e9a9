import type { CancellationToken, Diagnostic, WorkDoneProgressReporter } from "vscode-languageserver/node";
import { isSpecName } from "../../pods/file/spec-names.ts";
import type { FindingCounts, ValidateWorkspaceResult } from "../../protocol.ts";
import { Declined } from "../declined.ts";
import { assemble } from "../diagnostics/assemble.ts";
import type { ServerContext } from "../server-context.ts";
import type { WorkspaceReviewer } from "./workspace-reviewer.ts";

/** Least time between two reports of the progress, milliseconds. */
const progressEvery = 100;

/**
 * Goes through all specs of the workspace, open ones as they are in the editor, and tells how it gets on.
 * @throws Declined where the client gave up.
 */
export async function validateWorkspace(
  context: ServerContext,
  reviewer: WorkspaceReviewer | undefined,
  token: CancellationToken,
  progress: WorkDoneProgressReporter | undefined,
): Promise<ValidateWorkspaceResult> {
  const isWanted = (): boolean => !token.isCancellationRequested;
  const findings: ({ readonly uri: string } & FindingCounts)[] = [];
  const unread: string[] = [];
  const onUnread = (uri: string): void => {
    unread.push(uri);
  };
  let files = 0;
  const add = (uri: string, diagnostics: readonly Diagnostic[]): void => {
    files++;
    if (diagnostics.length > 0) findings.push({ uri, ...countsOf(diagnostics) });
  };
  progress?.begin("Validating pod specs", 0, undefined, true);
  try {
    const found = (await reviewer?.find(isWanted, onUnread)) ?? [];
    const total = found.reduce((sum, [, uris]) => sum + uris.length, 0);
    for (const open of context.documents.all()) {
      if (!isSpecName(open.uri.slice(open.uri.lastIndexOf("/") + 1))) continue;
      const settings = await context.settings.of(open.uri);
      add(open.uri, (await assemble(open, settings, context.client.uriScheme, isWanted)) ?? []);
    }
    let nextReport = performance.now();
    for (const [folder, uris] of found) {
      for await (const { uri, items } of reviewer?.review(folder, uris, isWanted, onUnread) ?? []) {
        add(uri, items);
        if (performance.now() < nextReport) continue;
        progress?.report(Math.min(99, Math.floor((files / Math.max(total, 1)) * 100)), `${files} of ${total} files`);
        nextReport = performance.now() + progressEvery;
      }
    }
  } finally {
    progress?.done();
  }
  if (!isWanted()) throw new Declined(token);
  return { files, ...sumOf(findings), findings, unread };
}

function countsOf(diagnostics: readonly Diagnostic[]): FindingCounts {
  const counts = { ...none };
  for (const { severity } of diagnostics) counts[nameOf(severity)]++;
  return counts;
}

function sumOf(all: readonly FindingCounts[]): FindingCounts {
  const sum = { ...none };
  for (const name of Object.values(names)) for (const counts of all) sum[name] += counts[name];
  return sum;
}

const none = { error: 0, warning: 0, information: 0, hint: 0 };

const names = { 1: "error", 2: "warning", 3: "information", 4: "hint" } as const;

const nameOf = (severity: Diagnostic["severity"]): (typeof names)[keyof typeof names] => names[severity ?? 1];
