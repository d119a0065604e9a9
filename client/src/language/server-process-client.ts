import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import type { LogOutputChannel } from "vscode";
import {
  BaseLanguageClient,
  type InitializeParams,
  IPCMessageReader,
  IPCMessageWriter,
  type LanguageClientOptions,
  type MessageTransports,
  type ShutdownMode,
} from "vscode-languageclient/node";
import { settingSection } from "../infrastructure/setting-map.ts";

/** How long a server that was told to end may take, in milliseconds. */
const endingTime = 2000;

/** Flags that say that VS Code itself is being debugged, as a contributor's window is. */
const debugged = /^--(?:inspect|debug)(?:-brk)?(?:=|$)/;

/**
 * The client of a server that is a bundle of ours: a process of its own that talks over IPC. The library's client knows many
 * more ways to start one.
 */
export class ServerProcessClient extends BaseLanguageClient {
  readonly #module: string;
  readonly #log: LogOutputChannel;
  #process: ChildProcess | undefined;

  constructor(module: string, log: LogOutputChannel, options: LanguageClientOptions) {
    super(settingSection, "Confidential Pods", options);
    this.#module = module;
    this.#log = log;
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    const started = fork(this.#module, ["--node-ipc", `--clientProcessId=${process.pid}`], {
      execArgv: process.execArgv.some((flag) => debugged.test(flag)) ? ["--nolazy", "--inspect=6009"] : [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
      silent: true,
    });
    if (started.stdout !== null) createInterface(started.stdout).on("line", (line) => this.#log.info(line));
    if (started.stderr !== null) createInterface(started.stderr).on("line", (line) => this.#log.error(line));
    started.on("exit", (code, signal) => this.info(`Server ended with ${signal ?? `code ${code}`}`, undefined, false));
    this.#process = started;
    return { reader: new IPCMessageReader(started), writer: new IPCMessageWriter(started) };
  }

  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    params.processId ??= process.pid;
  }

  protected override handleConnectionClosed(): Promise<void> {
    this.#process = undefined;
    return super.handleConnectionClosed();
  }

  protected override async shutdown(mode: ShutdownMode, timeout?: number): Promise<void> {
    try {
      await super.shutdown(mode, timeout);
    } finally {
      this.#endProcess();
    }
  }

  #endProcess(): void {
    const ending = this.#process;
    this.#process = undefined;
    if (ending === undefined) return;
    const killing = setTimeout(() => ending.kill("SIGKILL"), endingTime);
    ending.once("exit", () => clearTimeout(killing));
  }
}
