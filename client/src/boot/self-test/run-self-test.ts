import { randomBytes } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CancellationError, commands, ProgressLocation, Uri, version, window } from "vscode";
import type { PlannedBoot, RunResult } from "../../../../server/src/protocol.ts";
import { sizeText } from "../../infrastructure/size-text.ts";
import { listOf, parseJson, property, textProperty } from "../../infrastructure/unknown.ts";
import type { BootContext } from "../boot-context.ts";
import { chooseHost } from "../choose-host.ts";
import { bootFolders } from "../request/prepare-boot.ts";
import { runChecks } from "../run-checks.ts";
import { BootSession } from "../session/boot-session.ts";
import { type SelfTestFindings, selfTestReport } from "./self-test-report.ts";
import { selfTestRequest } from "./self-test-request.ts";

/** Boots a VM with an empty disk on this host, and writes a report of how far each step came. */
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
    summary: "A VM with an empty disk",
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
  let rights = "started elevated";
  const chosen = await chooseHost(context, checks, () => {
    rights = "with the rights of VS Code";
    return hosts.startLasting(folders.work);
  });
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
    "Host process": rights,
  };
  return { system, checks, systems, phases: session.phases, result, ...(await madeOf(result)) };
}

/** What the run called, by its record, and what its preserved disk takes. */
async function madeOf({ recordFile, preserved }: RunResult): Promise<Pick<SelfTestFindings, "calls" | "disks">> {
  const record = parseJson(await readFile(recordFile, "utf8").catch(() => ""));
  const calls = listOf(property(record, "calls")).map((call) => [
    textProperty(call, "call"),
    `${textProperty(call, "hresult")} ${textProperty(call, "name")}`.trimEnd(),
    String(property(call, "milliseconds")),
  ]);
  const disks = preserved.map(async ({ to, size = 0, error }) => {
    if (error !== undefined) return error;
    const { blocks } = await stat(to);
    return `${sizeText(size)} preserved, which take ${sizeText(blocks * 512)}`;
  });
  return { calls, disks: await Promise.all(disks) };
}
