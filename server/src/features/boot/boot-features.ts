import type { BootPlanParams, BootPlanResult, SandboxSummary } from "../../protocol.ts";
import { fieldOf } from "../../unknown.ts";
import { sandboxesOf } from "../preview/preview-content.ts";
import type { ServerContext } from "../server-context.ts";
import { planBootFiles, planSandboxSet } from "./plan-source.ts";
import { plannedBoot } from "./planned-boot.ts";
import { readBootPlanParams } from "./read-source.ts";
import { sandboxSummaries } from "./sandboxes.ts";
import { specFindings } from "./spec-findings.ts";

/** What the server does with the requests of booting. Parameters are as they came from the client; none rejects. */
export interface BootFeatures {
  sandboxes(params: unknown): Promise<readonly SandboxSummary[]>;
  bootPlan(params: unknown): Promise<BootPlanResult>;
}

const problem = (message: string): BootPlanResult => ({ kind: "problem", message });
const closed = problem("The pod spec is closed: open it to boot its sandbox.");
const failed = problem("The boot could not be planned; the output channel says why.");

async function plan(context: ServerContext, params: BootPlanParams): Promise<BootPlanResult> {
  const { source } = params;
  const uri = source.kind === "sandbox" ? source.uri : "";
  const { profile } = await context.settings.of(uri);
  if (source.kind === "boot-files") {
    return plannedBoot(planBootFiles(source.files, params, profile.target), params, []);
  }
  const open = context.documents.get(uri);
  if (open === undefined) return closed;
  const set = sandboxesOf(open)[source.sandboxIndex];
  if (set === undefined) return problem("The pod spec has no such sandbox (any more).");
  return plannedBoot(planSandboxSet(set, params, profile.target), params, specFindings(open, set, profile));
}

export function startBoot(context: ServerContext): BootFeatures {
  const { boundary, documents, settings } = context;
  return {
    sandboxes: (params) =>
      boundary.runAsync<readonly SandboxSummary[]>("finding sandboxes", [], async () => {
        const uri = fieldOf(params, "uri");
        if (typeof uri !== "string") return [];
        const { profile } = await settings.of(uri);
        const open = documents.get(uri);
        return open === undefined ? [] : sandboxSummaries(open, profile.target);
      }),
    bootPlan: (params) =>
      boundary.runAsync<BootPlanResult>("planning a boot", failed, async () => {
        const known = readBootPlanParams(params);
        return known === undefined ? failed : plan(context, known);
      }),
  };
}
