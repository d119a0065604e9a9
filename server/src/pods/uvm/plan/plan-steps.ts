import type { BootPlan, GcsPlan, PlannedCheck } from "./boot-plan.ts";

/** One line of a plan that people read. */
export interface PlanStep {
  /** A verb or a noun: "copy", "grant", "warning". */
  readonly what: string;
  readonly detail: string;
}

const checkTexts: Readonly<Record<PlannedCheck["kind"], string>> = {
  file: "is a file",
  folder: "is a folder",
  nothing: "is not there yet",
};

const count = (bytes: number, what: string): string => `${bytes} ${what}${bytes === 1 ? "" : "s"}`;

function gcsSteps(gcs: GcsPlan): readonly PlanStep[] {
  const { services, policy, enforcer, referenceInfoFiles, logForwarding, logSources, defaultLogSources } = gcs;
  const sources = [
    ...(defaultLogSources ? ["the default sources"] : []),
    ...(logSources === "" ? [] : ["the annotated sources"]),
  ];
  return [
    ...Object.entries(services).map(([name, id]) => ({ what: "listen", detail: `${id} (${name})` })),
    ...(policy === undefined
      ? []
      : [
          {
            what: "policy",
            detail: `${count(policy.length, "base64 character")}, enforcer ${enforcer === "" ? "of the guest's choice" : enforcer}`,
          },
        ]),
    ...Object.values(referenceInfoFiles).map((path) => ({
      what: "reference info",
      detail: `${path}, where it exists`,
    })),
    ...(logForwarding ? [{ what: "log forwarding", detail: sources.join(" and ") || "no sources" }] : []),
    ...(gcs.utc ? [{ what: "time zone", detail: "UTC instead of the host's" }] : []),
  ];
}

/** The plan in the order in which it is carried out, its document aside. */
export function planSteps(plan: BootPlan): readonly PlanStep[] {
  const { id, owner, error, diskIdentifier, shareFolder, consolePipe, gcs } = plan;
  return [
    ...(error === null ? [{ what: "compute system", detail: `${id}, owner ${owner}` }] : []),
    ...(error === null ? [] : [{ what: "error", detail: error }]),
    ...plan.warnings.map((detail) => ({ what: "warning", detail })),
    ...plan.deviations.map((detail) => ({ what: "deviation", detail })),
    ...plan.checks.map(({ path, kind }) => ({ what: "check", detail: `${path} ${checkTexts[kind]}` })),
    ...plan.copies.map(({ from, to, overwrite, why }) => ({
      what: "copy",
      detail: `${from} → ${to}${overwrite ? ", replacing it" : ""}: ${why}`,
    })),
    ...plan.grants.map(({ path, access }) => ({
      what: "grant",
      detail: `${path} to ${access === "vm" ? "this VM" : "all VMs"}`,
    })),
    ...(diskIdentifier === null
      ? []
      : [{ what: "disk identifier", detail: `${diskIdentifier.path}: ${diskIdentifier.guid}` }]),
    ...(shareFolder === null ? [] : [{ what: "empty folder", detail: shareFolder }]),
    ...(consolePipe === null ? [] : [{ what: "console", detail: consolePipe }]),
    ...(gcs === null ? [] : gcsSteps(gcs)),
    ...plan.preserve.map(({ from, to }) => ({ what: "preserve", detail: `${from} → ${to}` })),
  ];
}
