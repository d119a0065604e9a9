import type { PreflightCheck } from "../../../../server/src/protocol.ts";
import { decodeHresult, hresults, isHresult, nameHresult } from "../hcs/hresult.ts";
import type { HcsProbe, Probes, ServiceState } from "./probes.ts";

const check = (
  code: string,
  title: string,
  state: PreflightCheck["state"],
  detail: string,
  advice = "",
): PreflightCheck => ({ code, title, state, detail, advice });

function windowsCheck(platform: NodeJS.Platform, isStoodIn: boolean): PreflightCheck {
  const title = "Windows";
  if (platform === "win32") return check("windows", title, "passed", "This is Windows.");
  if (isStoodIn) return check("windows", title, "warning", "This is not Windows; HCS is stood in for.");
  const advice = "Boot on a Windows host, for example over Remote SSH; a rehearsal works everywhere.";
  return check("windows", title, "failed", `This is ${platform}: there are no utility VMs.`, advice);
}

const serviceTitle = "Host Compute Service";
const featureAdvice = "Turn on the Windows feature Hyper-V and restart.";

/** What HCS is refused by is for more rights to mend where this process has not got all; that is offered, and stops no boot. */
const codeOfRefusal = (hresult: number, isElevated: boolean | undefined): string =>
  isElevated === false && isHresult(hresult, hresults.accessDenied, hresults.hcsAccessDenied) ? "rights" : "hcs";

function serviceCheck(probe: HcsProbe, service: ServiceState, isElevated: boolean | undefined): PreflightCheck {
  const failed = (detail: string, advice: string): PreflightCheck =>
    check("hcs", serviceTitle, "failed", detail, advice);
  if (service === "missing") return failed("The service vmcompute is not there.", featureAdvice);
  switch (probe.kind) {
    case "missing":
      return failed(probe.reason, probe.advice);
    case "silent":
      return failed("The service does not answer.", "Restart the service vmcompute.");
    case "refused": {
      const fact = decodeHresult(probe.hresult);
      const refused = failed(
        `${nameHresult(probe.hresult)}: ${fact?.meaning ?? "it failed."}`,
        fact?.advice ?? featureAdvice,
      );
      return { ...refused, code: codeOfRefusal(probe.hresult, isElevated) };
    }
    case "answers": {
      const schema = probe.schema === undefined ? "" : ` and knows documents up to schema ${probe.schema}`;
      return check("hcs", serviceTitle, "passed", `The service answers${schema}.`);
    }
  }
}

/** A confidential VM needs schema 2.5. */
function schemaCheck(probe: HcsProbe, needed: string): PreflightCheck {
  const title = "Schema of the document";
  if (probe.kind !== "answers" || probe.schema === undefined)
    return check("schema", title, "skipped", "HCS does not report it.");
  const number = (text: string): number => {
    const [major = 0, minor = 0] = text.split(".").map(Number);
    return major * 1000 + minor;
  };
  if (number(probe.schema) >= number(needed)) return check("schema", title, "passed", `Schema ${needed} is known.`);
  const advice = "Boot on Windows Server 2022, Windows 11 or later.";
  return check(
    "schema",
    title,
    "failed",
    `The document needs schema ${needed}, the host knows ${probe.schema}.`,
    advice,
  );
}

function rightsCheck(isElevated: boolean | undefined, isHyperVAdministrator: boolean | undefined): PreflightCheck {
  const title = "Rights";
  if (isElevated === true) return check("rights", title, "passed", "The host process is elevated.");
  if (isElevated === undefined) return check("rights", title, "skipped", "Whether the process is elevated is unknown.");
  const advice = "Let the extension start its host process elevated.";
  return isHyperVAdministrator === true
    ? check(
        "rights",
        title,
        "warning",
        "You are a Hyper-V administrator but not elevated: HCS works, but only administrators may listen for the guest.",
        advice,
      )
    : check("rights", title, "failed", "You are neither elevated nor in the group Hyper-V Administrators.", advice);
}

/** Nothing but PowerShell's `Get-VMHost` tells which isolation types a host supports. */
function isolationCheck(isolationType: string | undefined): PreflightCheck {
  const title = "Isolation type";
  if (isolationType === undefined) return check("isolation", title, "skipped", "The VM is not isolated.");
  return check(
    "isolation",
    title,
    "skipped",
    `The VM is isolated by ${isolationType}; HCS does not report before the start whether the host supports it.`,
    "Get-VMHost | Select GuestIsolationTypes, SnpStatus, TdxStatus (in an elevated PowerShell) tells.",
  );
}

/** The checks of the machine itself. */
export async function hostChecks(
  probes: Probes,
  document: { readonly schema: string; readonly isolationType: string | undefined },
): Promise<readonly PreflightCheck[]> {
  const windows = windowsCheck(probes.platform, probes.isStoodIn);
  if (windows.state === "failed") return [windows];
  const [hcs, service, elevated, hyperV] = await Promise.all([
    probes.hcs(),
    probes.service("vmcompute"),
    probes.isElevated(),
    probes.isHyperVAdministrator(),
  ]);
  return [
    windows,
    serviceCheck(hcs, service, elevated),
    schemaCheck(hcs, document.schema),
    rightsCheck(elevated, hyperV),
    isolationCheck(document.isolationType),
  ];
}
