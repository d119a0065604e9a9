import type { HostSystem, PreflightCheck, RunResult } from "../../../../server/src/protocol.ts";
import { preflightText } from "../pages/preflight-text.ts";
import { phaseInSentence, phaseTexts, type SessionPhase } from "../session/session-state.ts";

/** What a self-test found. */
export interface SelfTestFindings {
  readonly system: Readonly<Record<string, string>>;
  readonly checks: readonly PreflightCheck[];
  /** The compute systems of the host, or why they cannot be listed. */
  readonly systems: readonly HostSystem[] | string;
  readonly phases: readonly SessionPhase[];
  /** The calls of HCS: name, HRESULT with its name, milliseconds. */
  readonly calls: readonly (readonly string[])[];
  /** What became of each disk that was to be preserved. */
  readonly disks: readonly string[];
  readonly result: RunResult;
}

/** Whether the VM without a guest came as far as it can, and was torn down without trouble. */
export function isGood({ result }: Pick<SelfTestFindings, "result">): boolean {
  const cameFar = result.failure?.phase === "accepting" || result.outcome === "ended";
  return cameFar && result.problems.length === 0;
}

function verdict(findings: SelfTestFindings): string {
  const { failure, problems } = findings.result;
  if (isGood(findings)) {
    return "**Passed.** A VM without a guest was created, started, waited for, terminated and removed, as it should.";
  }
  if (failure === undefined || failure.phase === "accepting")
    return `**Failed in the teardown.** ${problems.join(" ")}`;
  const { phase, hresult, hresultName = "", message } = failure;
  const code = hresult === undefined || message.includes(hresult) ? "" : ` ${hresult} ${hresultName}`.trimEnd();
  return `**Failed while ${phaseInSentence(phase)}.**${code} ${message}`;
}

/** The report as a Markdown page that can be sent on. It names no file of the user but the record. */
export function selfTestReport(findings: SelfTestFindings, at: Date): string {
  const { system, checks, systems, phases, calls, disks, result } = findings;
  return [
    "# Self-test of Confidential Pods",
    "",
    verdict(findings),
    "",
    `${at.toISOString()}. This VM has no guest: a failure in "${phaseTexts.accepting}" is a good end.`,
    "",
    "## Host",
    "",
    ...Object.entries(system).map(([name, value]) => `- ${name}: ${value}`),
    `- Compute systems: ${typeof systems === "string" ? systems : systems.length}`,
    ...disks.map((disk) => `- Disk: ${disk}`),
    "",
    "## Phases",
    "",
    "| Phase | Milliseconds |",
    "|---|---|",
    ...phases.map(({ phase, milliseconds }) => `| ${phase} | ${milliseconds ?? ""} |`),
    "",
    "## Calls",
    "",
    "| Call | HRESULT | Milliseconds |",
    "|---|---|---|",
    ...calls.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    ...(result.problems.length === 0 ? [] : ["## Problems", "", ...result.problems.map((text) => `- ${text}`), ""]),
    `Record: ${result.recordFile}`,
    "",
    preflightText("the self-test", checks).replace(/^# /, "## "),
  ].join("\n");
}
