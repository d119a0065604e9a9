import { commands, window } from "vscode";
import type { PreflightCheck } from "../../../server/src/protocol.ts";
import type { ErrorAction } from "../infrastructure/errors.ts";
import type { BootContext } from "./boot-context.ts";
import type { HostClient } from "./host-process/host-client.ts";
import { bootFilesOf } from "./pages/boot-files-of.ts";
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

/** What reads the boot files of a boot themselves, which a preflight does not; undefined where there are none to read. */
export function bootFilesAction({ planned }: PreparedBoot): ErrorAction | undefined {
  const found = bootFilesOf(planned);
  if (found === undefined) return undefined;
  const run = (): PromiseLike<unknown> =>
    commands.executeCommand("confidentialPods.artifacts.checkBootFiles", found.folder, found.isolation);
  return { title: "Check Boot Files", run };
}

/** Shows the list of checks as a page, with a message that leads on to the boot files. */
export async function showChecks(
  { pages, boundary }: BootContext,
  prepared: PreparedBoot,
  checks: readonly PreflightCheck[],
): Promise<void> {
  const { name } = prepared.planned;
  await pages.showRendered(`Preflight ${name}.md`, preflightText(name, checks));
  const action = bootFilesAction(prepared);
  if (action === undefined) return;
  const show = checks.some(({ state }) => state === "failed")
    ? window.showWarningMessage
    : window.showInformationMessage;
  const text = `Preflight of ${name}: ${preflightSummary(checks)}. Whether the boot files are whole, and their hashes, is a check of its own.`;
  // Not awaited: a message stays until the user closes it.
  void boundary("Checking the boot files", async () => {
    if ((await show(text, action.title)) !== undefined) await action.run();
  });
}
