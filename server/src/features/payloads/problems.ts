import type { PayloadProblem } from "../../protocol.ts";

const because =
  (problem: PayloadProblem["problem"]) =>
  (message: string): PayloadProblem => ({ kind: "problem", problem, message });

export const undecodable = because("undecodable");
export const unencodable = because("unencodable");

export const closedProblem = because("closed")("The spec is not open in the editor. Open it and try again.");

export const noAnnotation = because("no-annotation")(
  "There is no annotation here whose value is a document: a security policy, log sources, registry values or an hv-socket service.",
);

export const noMap = because("no-annotation")("There is no annotations map here that the value could be put into.");

export const conflict = because("conflict")(
  "The value in the spec has changed since it was opened, or is gone. Nothing was written: keep your text, open the value again, and compare.",
);

export const failed = because("failed")(
  "Something went wrong; the output channel says what. The spec was not changed.",
);
