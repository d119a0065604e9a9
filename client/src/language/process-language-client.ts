import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import {
  BaseLanguageClient,
  type InitializeParams,
  IPCMessageReader,
  IPCMessageWriter,
  type LanguageClientOptions,
  type MessageTransports,
} from "vscode-languageclient/node";

/** How long a server that was told to exit may take, in milliseconds. */
const graceTime = 2000;

/**
 * A language client whose server is a process that VS Code's own Node runs, and that talks over IPC. The library's own client
 * also knows other programs, pipes and sockets.
 */
export class ProcessLanguageClient extends BaseLanguageClient {
  readonly #module: string;
  #server: ChildProcess | undefined;

  /** `module`: the script of the server. */
  constructor(id: string, name: string, module: string, options: LanguageClientOptions) {
    super(id, name, options);
    this.#module = module;
  }

  protected override createMessageTransports(): Promise<MessageTransports> {
    const isDebugged = process.execArgv.some((argument) => argument.startsWith("--inspect"));
    const server = fork(this.#module, ["--node-ipc", `--clientProcessId=${process.pid}`], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
      execArgv: isDebugged ? ["--nolazy", "--inspect=6009"] : [],
      silent: true,
    });
    this.#server = server;
    eachLine(server.stdout, (line) => this.outputChannel.info(line));
    eachLine(server.stderr, (line) => this.outputChannel.error(line));
    server.on("exit", (code, signal) => {
      if (code !== 0) this.outputChannel.error(`The server process ended with ${signal ?? `code ${code}`}.`);
    });
    return Promise.resolve({ reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) });
  }

  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    params.processId = process.pid;
  }

  protected override async shutdown(...how: Parameters<BaseLanguageClient["shutdown"]>): Promise<void> {
    try {
      await super.shutdown(...how);
    } finally {
      const server = this.#server;
      this.#server = undefined;
      // One that has ended takes no signal.
      setTimeout(() => server?.kill(), graceTime);
    }
  }

  protected override handleConnectionClosed(): Promise<void> {
    this.#server = undefined;
    return super.handleConnectionClosed();
  }
}

function eachLine(input: Readable | null, write: (line: string) => void): void {
  if (input !== null) createInterface({ input }).on("line", write);
}
