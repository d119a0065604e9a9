import { window } from "vscode";
import type { BootSource } from "../../../server/src/protocol.ts";
import type { CommandMap } from "../infrastructure/command-map.ts";
import type { BootContext } from "./boot-context.ts";
import { openFolderOf, showRecord } from "./ending/announce-end.ts";
import { folderOpener } from "./ending/open-debug-folder.ts";
import { indentJson } from "./pages/indent-json.ts";
import { planText } from "./pages/plan-text.ts";
import { showTroubleshooting } from "./pages/troubleshooting.ts";
import { bootFolders, type PreparedBoot, prepareBoot } from "./request/prepare-boot.ts";
import { requireHcs, requireTrust } from "./require-boot.ts";
import { runChecks, showChecks } from "./run-checks.ts";
import { boot, rehearse } from "./run-session.ts";
import { runSelfTest } from "./self-test/run-self-test.ts";
import type { BootSession } from "./session/boot-session.ts";
import { chooseSession, sessionOf } from "./session/choose-session.ts";
import { chooseSource } from "./source/choose-source.ts";
import { showConsole } from "./terminals/console-terminal.ts";
import { openShell, runInTerminal } from "./terminals/shell-terminal.ts";
import type { UvmTree } from "./uvms/uvm-tree.ts";

/** Commands of this room by their ids. */
export type BootCommand = Extract<keyof CommandMap, `confidentialPods.uvm.${string}` | "confidentialPods.bootSandbox">;

const noneRuns = "No UVM of this window is running. Boot one first.";

/** A source that a caller gave; others are asked for. */
function givenSource(uri: unknown, sandboxIndex: unknown): BootSource | undefined {
  if (typeof uri !== "string") return undefined;
  return { kind: "sandbox", uri, sandboxIndex: typeof sandboxIndex === "number" ? sandboxIndex : 0 };
}

/** The commands that package.json declares. */
export function bootCommands(context: BootContext, tree: UvmTree): Pick<CommandMap, BootCommand> {
  const { sessions, server, extension } = context;
  const choose = (title: string, uri?: unknown, sandboxIndex?: unknown): Promise<BootSource | undefined> => {
    requireTrust();
    const given = givenSource(uri, sandboxIndex);
    return given === undefined
      ? chooseSource(title, server, extension.globalState, bootFolders(context).records)
      : Promise.resolve(given);
  };
  const bootFrom = async (source: BootSource | undefined): Promise<void> => {
    if (source === undefined) return;
    requireHcs(() => context.boundary("Rehearsing", () => rehearse(context, source)));
    await boot(context, source);
  };
  return {
    "confidentialPods.bootSandbox": async (uri, sandboxIndex) => bootFrom(await choose("Boot UVM", uri, sandboxIndex)),
    "confidentialPods.uvm.boot": async () => bootFrom(await choose("Boot UVM")),
    "confidentialPods.uvm.rehearse": async (uri, sandboxIndex) => {
      const source = await choose("Rehearse Boot", uri, sandboxIndex);
      if (source !== undefined) await rehearse(context, source);
    },
    "confidentialPods.uvm.preflight": async (uri, sandboxIndex) => {
      const source = await choose("Preflight", uri, sandboxIndex);
      if (source === undefined) return;
      const prepared = await prepareBoot(context, source);
      await showChecks(context, prepared, await runChecks(context, prepared));
    },
    "confidentialPods.uvm.showPlan": async (target, sandboxIndex) => {
      const session = sessionOf(target);
      const source = session === undefined ? await choose("Show Boot Plan", target, sandboxIndex) : undefined;
      const prepared = session ?? (source && (await prepareBoot(context, source)));
      if (prepared !== undefined) await showPlan(context, prepared);
    },
    "confidentialPods.uvm.showProperties": async (target) => {
      const session = await chooseSession(target, sessions.running, noneRuns);
      if (session === undefined) return;
      const title = `Properties ${session.planned.name}.json`;
      await context.pages.showText(title, `${indentJson(await session.properties())}\n`);
    },
    "confidentialPods.uvm.terminate": async (target) => {
      const none = "No UVM of this window is running: there is nothing to terminate.";
      const session = await chooseSession(target, sessions.alive, none);
      await session?.terminate();
    },
    "confidentialPods.uvm.shell": async (target) => {
      const session = await chooseSession(target, sessions.running, noneRuns);
      if (session !== undefined) openShell(session);
    },
    "confidentialPods.uvm.run": async (target, commandLine) => {
      const session = await chooseSession(target, sessions.running, noneRuns);
      if (session === undefined) return;
      const line = typeof commandLine === "string" ? commandLine : await askCommandLine(session.planned.name);
      if (line !== undefined && line !== "") runInTerminal(session, line);
    },
    "confidentialPods.uvm.showConsole": async (target) => {
      const session = await chooseSession(
        target,
        withConsole(context, target),
        "No UVM was booted in this window yet.",
      );
      if (session !== undefined) showConsole(session);
    },
    "confidentialPods.uvm.openFolder": async (target) => openFolder(context, target),
    "confidentialPods.uvm.showRecord": async (target) => {
      const over = sessions.all.filter(({ result }) => (result?.recordFile ?? "") !== "");
      const session = await chooseSession(target, over, "No boot of this window has ended yet.");
      const file = session?.result?.recordFile ?? "";
      if (file !== "") await showRecord(file);
    },
    "confidentialPods.uvm.refresh": () => tree.refresh(),
    "confidentialPods.uvm.troubleshoot": () => showTroubleshooting(context),
    "confidentialPods.uvm.selfTest": async () => {
      requireTrust();
      requireHcs(() => context.boundary("Rehearsing", async () => bootFrom(await choose("Rehearse Boot"))));
      await runSelfTest(context);
    },
  };
}

/** Runs whose console is asked for: the given one; else those that go on; else those that were. */
function withConsole({ sessions }: BootContext, target: unknown): readonly BootSession[] {
  const given = sessionOf(target);
  if (given !== undefined) return [given];
  const boots = sessions.all.filter(({ kind }) => kind === "boot");
  const alive = boots.filter(({ isOver }) => !isOver);
  return alive.length > 0 ? alive : boots;
}

const askCommandLine = (name: string): Thenable<string | undefined> =>
  window.showInputBox({ title: `Run a command in ${name}`, prompt: "Command line", value: "" });

async function showPlan({ pages }: BootContext, { planned, request }: PreparedBoot): Promise<void> {
  await pages.showText(`Boot plan ${planned.name}.jsonc`, planText(planned, request));
}

/** The folder of a run, else that of all runs without a debug folder. */
async function openFolder(context: BootContext, target: unknown): Promise<void> {
  const session = sessionOf(target) ?? context.sessions.all[0];
  if (session !== undefined) {
    await openFolderOf(context, session);
    return;
  }
  const open = await folderOpener(context.showRun);
  await open(bootFolders(context).records);
}
