import { commands, window } from "vscode";
import type { BootSource, PreflightCheck, RunResult } from "../../../server/src/protocol.ts";
import { UserError } from "../infrastructure/errors.ts";
import type { BootContext } from "./boot-context.ts";
import { canElevate, chooseHost } from "./choose-host.ts";
import { announceEnd } from "./ending/announce-end.ts";
import type { HostClient } from "./host-process/host-client.ts";
import type { LastingHost } from "./host-process/host-module.ts";
import type { PipeAddress } from "./host-process/pipe-link.ts";
import { bootFolders, type PreparedBoot, prepareBoot } from "./request/prepare-boot.ts";
import { bootFilesAction, runChecks, showChecks } from "./run-checks.ts";
import { BootSession, type SessionKind } from "./session/boot-session.ts";
import { findHostedRuns, plannedOf } from "./session/hosted-runs.ts";
import { recoverLost } from "./session/recover-lost.ts";
import { forgetRun, hasUnfinished, rememberRun } from "./session/unfinished-runs.ts";
import { showHashing, showProgress } from "./show-progress.ts";
import { lengthText } from "./uvms/uvm-rows.ts";

/** Plans, checks and boots; comes back once the VM runs or the boot is over. @throws UserError where it cannot begin */
export async function boot(context: BootContext, source: BootSource): Promise<void> {
  // The process that will own the VM starts while the boot is planned, and checks it too.
  const host = await lastingHost(context);
  let isTaken = false;
  try {
    const prepared = await prepareBoot(context, source);
    refuseUnplanned(prepared);
    const checks = await runChecks(context, prepared, host.client);
    refuseFailed(context, prepared, checks);
    const chosen = await chooseHost(context, checks, async () => host);
    isTaken = chosen === host;
    if (chosen !== undefined) await start(context, prepared, "boot", chosen);
  } finally {
    if (!isTaken) host.client.dispose();
  }
}

const lastingHost = (context: BootContext): Promise<LastingHost> =>
  context.hosts.startLasting(bootFolders(context).work);

/** @throws UserError where the preflight found what would keep the boot from working; its button boots nevertheless */
function refuseFailed(context: BootContext, prepared: PreparedBoot, checks: readonly PreflightCheck[]): void {
  // Missing rights are offered, not only told.
  const failed = checks.filter(({ state, code }) => state === "failed" && !(canElevate() && code === "rights"));
  const [first] = failed;
  if (first === undefined) return;
  const others = failed.length === 1 ? "" : ` (and ${failed.length - 1} more)`;
  const anyway = async (): Promise<void> => {
    const chosen = await chooseHost(context, checks, () => lastingHost(context));
    if (chosen !== undefined) await start(context, prepared, "boot", chosen);
  };
  const bootFiles = failed.some(({ code }) => code === "file") ? bootFilesAction(prepared) : undefined;
  throw new UserError("preflight", `${first.detail} ${first.advice}${others}`, {
    actions: [
      { title: "Show Preflight", run: () => showChecks(context, prepared, checks) },
      ...(bootFiles === undefined ? [] : [bootFiles]),
      { title: "Boot Anyway", run: () => context.boundary("Booting", anyway) },
    ],
  });
}

/** Does everything of a boot but what it asks of Windows. @throws UserError where it cannot begin */
export async function rehearse(context: BootContext, source: BootSource): Promise<void> {
  const prepared = await prepareBoot(context, source, "rehearsal");
  refuseUnplanned(prepared);
  await start(context, prepared, "rehearsal", { client: context.hosts.start() });
}

function refuseUnplanned({ planned }: PreparedBoot): void {
  const { error } = planned.plan;
  if (error !== null) throw new UserError("plan", `${planned.name} cannot be booted: ${error}`);
}

async function start(
  context: BootContext,
  prepared: PreparedBoot,
  kind: SessionKind,
  { client, address }: { readonly client: HostClient; readonly address?: PipeAddress },
): Promise<void> {
  const { sessions, log, extension } = context;
  const session = new BootSession(client, { kind, ...prepared });
  const { name } = prepared.planned;
  session.onNote((note) => log.info(`${name}: ${note}`));
  sessions.add(session);
  log.info(`${kind === "boot" ? "Booting" : "Rehearsing"} ${session.id}, record in ${session.request.recordFolder}`);
  await rememberRun(extension.globalState, { id: session.id, recordFolder: session.request.recordFolder });
  if (address !== undefined) await context.knownHosts.remember(address);
  void context.boundary("Following a boot", () => follow(context, session, session.run(), address));
  await showProgress(context, session);
  if (session.state === "running") announceReady(context, session);
}

async function follow(
  context: BootContext,
  session: BootSession,
  run: Promise<RunResult>,
  address: PipeAddress | undefined,
): Promise<void> {
  const { globalState } = context.extension;
  const result = await whole(context, session, await run);
  await forgetRun(globalState, session.id);
  if (address !== undefined) await context.knownHosts.forget(address);
  await context.addDebugFolder(session.request.recordFolder);
  announceEnd(context, session, result);
  await showHashing(session);
}

/** Takes over the VMs that an earlier window left with their hosts. */
export async function takeOver(context: BootContext): Promise<void> {
  const { sessions, log, extension } = context;
  // Looking for secrets may make a system ask its user for a password: only where there is a reason.
  if (!hasUnfinished(extension.globalState)) return;
  for (const { host, address, status } of await findHostedRuns(context.knownHosts)) {
    const [planned, startedAt] = [plannedOf(status), Date.parse(status.startedAt)];
    const { request } = status;
    const session = new BootSession(host, { kind: "boot", planned, request, startedAt });
    session.onNote((note) => log.info(`${planned.name}: ${note}`));
    sessions.add(session);
    log.info(`UVM ${session.id} of an earlier window is taken over.`);
    void context.boundary("Following a boot", () => follow(context, session, session.follow(status), address));
  }
}

/** The result; of a host that died what another one finds. */
async function whole({ hosts }: BootContext, session: BootSession, result: RunResult): Promise<RunResult> {
  if (result.failure?.code !== "host-gone") return result;
  const recovered = await recoverLost(hosts.start(), session.request.recordFolder, result);
  session.complete(recovered);
  return recovered;
}

function announceReady({ boundary }: BootContext, session: BootSession): void {
  const took = lengthText(Date.now() - session.startedAt);
  const text = `UVM ${session.planned.name} is running; its guest was ready after ${took}.`;
  const actions = new Map([
    ["Open Shell", "confidentialPods.uvm.shell"],
    ["Show Serial Console", "confidentialPods.uvm.showConsole"],
    ["Terminate", "confidentialPods.uvm.terminate"],
  ]);
  void boundary("Showing that a UVM runs", async () => {
    const pressed = await window.showInformationMessage(text, ...actions.keys());
    const command = actions.get(pressed ?? "");
    if (command !== undefined) await commands.executeCommand(command, { kind: "session", session });
  });
}
