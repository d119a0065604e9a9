import type { PreflightCheck } from "../../../server/src/protocol.ts";
import type { BootContext } from "./boot-context.ts";
import type { HostClient } from "./host-process/host-client.ts";
import { preflightSummary, preflightText } from "./pages/preflight-text.ts";
import type { PreparedBoot } from "./request/prepare-boot.ts";

const isCheck = (value: unknown): value is PreflightCheck =>
  typeof value === "object" && value !== null && "state" in value && "title" in value;

/**
 * Everything that can be known before a boot; nothing is changed.
 * @param host default: one that is there for questions
 * @throws UserError where the host does not answer
 */
export async function runChecks(
  { hosts, log }: BootContext,
  { request, planned }: PreparedBoot,
  host: HostClient = hosts.forQuestions(),
): Promise<readonly PreflightCheck[]> {
  const answer = await host.ask({ type: "preflight", boot: request });
  const checks = Array.isArray(answer) ? answer.filter(isCheck) : [];
  log.info(`Preflight of ${planned.name}: ${preflightSummary(checks)}`);
  for (const { state, title, detail } of checks) log.info(`  ${state}: ${title}: ${detail}`);
  return checks;
}

/** Shows the list of checks as a page. */
export async function showChecks(
  { pages }: BootContext,
  { planned }: PreparedBoot,
  checks: readonly PreflightCheck[],
): Promise<void> {
  await pages.showRendered(`Preflight ${planned.name}.md`, preflightText(planned.name, checks));
}
