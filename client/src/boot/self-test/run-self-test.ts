import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CancellationError, commands, ProgressLocation, Uri, version, window } from "vscode";
import type { PlannedBoot } from "../../../../server/src/protocol.ts";
import type { BootContext } from "../boot-context.ts";
import { chooseHost } from "../choose-host.ts";
import { bootFolders } from "../request/prepare-boot.ts";
import { runChecks } from "../run-checks.ts";
import { BootSession } from "../session/boot-session.ts";
import { type SelfTestFindings, selfTestReport } from "./self-test-report.ts";
import { selfTestRequest } from "./self-test-request.ts";

/** Boots a VM without disks on this host, and writes a report of how far each step came. */
export async function runSelfTest(context: BootContext): Promise<void> {
  const folders = bootFolders(context);
  const findings = await window.withProgress(
    { location: ProgressLocation.Notification, title: "Testing this host…" },
    () => test(context, folders),
  );
  const at = new Date();
  const stamp = at.toISOString().slice(0, 19).replaceAll(":", "-");
  const file = path.join(folders.records, `self-test-${stamp}.md`);
  await mkdir(folders.records, { recursive: true });
  await writeFile(file, selfTestReport(findings, at));
  await commands.executeCommand("vscode.openWith", Uri.file(file), "vscode.markdown.preview.editor");
}

async function test(context: BootContext, folders: ReturnType<typeof bootFolders>): Promise<SelfTestFindings> {
  const { hosts, sessions } = context;
  const request = selfTestRequest(randomBytes(3).toString("hex"), folders);
  const planned: PlannedBoot = {
    kind: "planned",
    name: "self-test",
    summary: "A VM without disks",
    isolation: "",
    plan: request.plan,
    newScratch: request.newScratch,
    debugFolder: "",
    findings: [],
    steps: [],
  };
  const checks = await runChecks(context, { planned, request });
  const systems = await hosts
    .forQuestions()
    .ask({ type: "list" })
    .then((list) => (Array.isArray(list) ? list : []))
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const chosen = await chooseHost(context, checks, () => hosts.startLasting(folders.work));
  if (chosen === undefined) throw new CancellationError();
  const session = new BootSession(chosen.client, { kind: "boot", planned, request });
  sessions.add(session);
  // Nobody should dial in; whoever does has shown that the way is open.
  session.onDidChange(() => {
    if (session.state === "running") void session.terminate().catch(() => undefined);
  });
  const result = await session.run();
  // Its good end is a failure, which the report explains and a row could not.
  sessions.remove(session);
  const system = {
    "Operating system": `${os.type()} ${os.release()} ${os.arch()}, ${os.version()}`,
    "VS Code": version,
    Node: process.versions.node,
    Processors: String(os.cpus().length),
    Memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
  };
  return { system, checks, systems, phases: session.phases, result };
}
