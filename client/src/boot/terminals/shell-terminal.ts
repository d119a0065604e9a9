import { EventEmitter, type Pseudoterminal, type Terminal, type TerminalDimensions, ThemeIcon, window } from "vscode";
import type { BootSession } from "../session/boot-session.ts";
import type { GuestProcess } from "../session/guest-processes.ts";

const defaultSize = { rows: 25, columns: 80 } as const;
const dim = (text: string): string => `\x1b[2m${text}\x1b[0m\r\n`;

/** A process of the guest in a terminal of VS Code. */
class GuestTerminal implements Pseudoterminal {
  readonly #session: BootSession;
  readonly #arguments: readonly string[];
  readonly #isConsole: boolean;
  readonly #written = new EventEmitter<string>();
  readonly #closed = new EventEmitter<void>();
  readonly #decoder = new TextDecoder();
  #process: GuestProcess | undefined;
  #size: TerminalDimensions | undefined;
  #isClosed = false;
  #isOver = false;

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;

  /** `isConsole`: the process gets a console that echoes and knows its size; else its output is lines. */
  constructor(session: BootSession, args: readonly string[], isConsole: boolean) {
    this.#session = session;
    this.#arguments = args;
    this.#isConsole = isConsole;
  }

  open(size: TerminalDimensions | undefined): void {
    this.#size = size;
    void this.#start();
  }

  handleInput(data: string): void {
    if (this.#isOver) this.#closed.fire();
    // Without a console there is nobody in the guest who would take Ctrl+C for a signal.
    else if (!this.#isConsole && data === "\x03") this.#process?.kill();
    else this.#process?.write(this.#isConsole ? data : data.replaceAll("\r", "\n"));
  }

  setDimensions(size: TerminalDimensions): void {
    this.#size = size;
    const { rows, columns } = size;
    if (this.#isConsole) this.#process?.resize({ rows, columns });
  }

  close(): void {
    this.#isClosed = true;
    this.#process?.kill();
  }

  async #start(): Promise<void> {
    const size = this.#size;
    const { rows, columns } = size ?? defaultSize;
    try {
      this.#process = await this.#session.processes.start(this.#arguments, this.#isConsole ? { rows, columns } : null, {
        output: (data) => this.#write(data),
        exit: (code, error) => this.#end(code, error),
      });
      // A guest may take its time to start it.
      if (this.#isClosed) this.#process.kill();
      else if (this.#size !== undefined && this.#size !== size) this.setDimensions(this.#size);
    } catch (error) {
      this.#end(null, error instanceof Error ? error.message : String(error));
    }
  }

  #write(data: Buffer): void {
    const text = this.#decoder.decode(data, { stream: true });
    this.#written.fire(this.#isConsole ? text : text.replaceAll(/\r?\n/g, "\r\n"));
  }

  /** What was said stays to be read; the next key closes the terminal. */
  #end(code: number | null, error: string | null): void {
    this.#isOver = true;
    const { state, isOver } = this.#session;
    // A VM that is being ended takes its connections along: that is no fault of theirs.
    const cause = isOver || state === "ending" ? "The VM has ended." : error;
    const told = code === null ? (cause ?? "") : `The process ended with exit code ${code}.`;
    this.#written.fire(`\r\n${dim(`${told} Press any key to close.`)}`);
  }
}

const shellOf = ({ request }: BootSession): readonly string[] =>
  request.plan.platform === "wcow" ? ["cmd.exe"] : ["/bin/sh"];

/** Opens a shell in the VM. */
export function openShell(session: BootSession): Terminal {
  const pty = new GuestTerminal(session, shellOf(session), true);
  const terminal = window.createTerminal({ name: `${session.planned.name} shell`, pty, iconPath: new ThemeIcon("vm") });
  terminal.show();
  return terminal;
}

/** Runs a command line in the VM and shows what it writes. */
export function runInTerminal(session: BootSession, commandLine: string): Terminal {
  const [shell = "cmd.exe"] = shellOf(session);
  const pty = new GuestTerminal(session, [shell, shell === "cmd.exe" ? "/c" : "-c", commandLine], false);
  const name = `${session.planned.name}: ${commandLine}`;
  const terminal = window.createTerminal({ name, pty, iconPath: new ThemeIcon("run") });
  terminal.show();
  return terminal;
}
