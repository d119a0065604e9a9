import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import {
  BaseLanguageClient,
  type InitializeParams,
  type LanguageClientOptions,
  type MessageTransports,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageclient/node";

/** How long a server that was told to exit may take, in milliseconds. */
const graceTime = 2000;

/**
 * A language client whose server is a process that VS Code's own Node runs, and that talks over its standard input and output:
 * reports go there as the server keeps them. The library's own client also knows other programs, pipes and sockets.
 */
export class ProcessLanguageClient extends BaseLanguageClient {
  readonly #module: string;
  #server: ChildProcess | undefined;

  /** `module`: the script of the server. */
  constructor(id: string, name: string, module: string, options: LanguageClientOptions) {
    super(id, name, options);
    this.#module = module;
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    const isDebugged = process.execArgv.some((argument) => argument.startsWith("--inspect"));
    // VS Code's program runs scripts for those who fork it; to others it may be an editor.
    const server = fork(this.#module, ["--stdio", `--clientProcessId=${process.pid}`], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
      execArgv: isDebugged ? ["--nolazy", "--inspect=6009"] : [],
      silent: true,
    });
    const { stdin, stdout, stderr } = server;
    if (stdin === null || stdout === null || stderr === null) throw new Error("The server process has no streams.");
    this.#server = server;
    createInterface({ input: stderr }).on("line", (line) => this.outputChannel.error(line));
    server.on("error", ({ message }) => this.outputChannel.error(`The server process cannot be run: ${message}.`));
    server.on("exit", (code, signal) => {
      if (code !== 0) this.outputChannel.error(`The server process ended with ${signal ?? `code ${code}`}.`);
    });
    return { reader: new StreamMessageReader(stdout), writer: new StreamMessageWriter(stdin) };
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
