import type { CodeLens } from "vscode-languageclient/node";

/** A sandbox of a spec that can be previewed. */
export interface Sandbox {
  /** Index among the spec's sandboxes, from 0, in source order. */
  readonly index: number;
  /** First line of the object that it belongs to, from 0. */
  readonly line: number;
  /** What it is, in one line. */
  readonly summary: string;
}

/** The sandboxes that the server puts lenses over: those with annotations of hcsshim, in source order. */
export const sandboxesOfLenses = (lenses: readonly CodeLens[]): readonly Sandbox[] =>
  lenses.flatMap(({ range: { start }, command }) => {
    const index: unknown = command?.arguments?.[1];
    if (command?.command !== "confidentialPods.previewDocument" || typeof index !== "number") return [];
    // What it is stands in a lens of its own that cannot be clicked.
    const summary = lenses.find((lens) => lens.range.start.line === start.line && lens.command?.command === "");
    return [{ index, line: start.line, summary: summary?.command?.title ?? "" }];
  });

/** The sandbox that a line belongs to: the last one that begins above it, else the first. */
export const sandboxAt = (sandboxes: readonly Sandbox[], line: number): Sandbox | undefined =>
  sandboxes.findLast((sandbox) => sandbox.line <= line) ?? sandboxes[0];
