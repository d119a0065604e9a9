import { EventEmitter, type Pseudoterminal, type Terminal, ThemeIcon, window } from "vscode";
import type { Disposable } from "../../infrastructure/disposables.ts";
import type { BootSession } from "../session/boot-session.ts";

const dim = (text: string): string => `\x1b[2m${text}\x1b[0m\r\n`;

/** What is said before anything comes. */
function greeting({ isolation, request }: BootSession["planned"] & Pick<BootSession, "request">): string {
  if (request.plan.consolePipe === null) return dim("This VM has no serial console: its plan names no pipe for COM1.");
  const snp = isolation === "SecureNestedPaging" ? " An SNP guest writes nothing to it." : "";
  return dim(`COM1, ${request.plan.consolePipe}.${snp}`);
}

/** The VM's serial console: what it has written, what it writes, and what is typed into it. */
class ConsoleTerminal implements Pseudoterminal {
  readonly #session: BootSession;
  readonly #written = new EventEmitter<string>();
  readonly #decoder = new TextDecoder();
  #isOver = false;
  readonly #listening: Disposable[] = [];

  readonly onDidWrite = this.#written.event;

  constructor(session: BootSession) {
    this.#session = session;
  }

  open(): void {
    const { planned, request, console } = this.#session;
    this.#written.fire(greeting({ ...planned, request }));
    this.#write(console.tail);
    this.#listening.push(console.onData((data) => this.#write(data)));
    this.#tellEnd();
    this.#listening.push(this.#session.onDidChange(() => this.#tellEnd()));
  }

  close(): void {
    for (const listening of this.#listening.splice(0)) listening.dispose();
  }

  /** What was written stays to be read; once the VM has ended nothing follows, and that is said once. */
  #tellEnd(): void {
    if (!this.#session.isOver || this.#isOver) return;
    this.#isOver = true;
    this.#written.fire(`\r\n${dim("The VM has ended.")}`);
  }

  handleInput(data: string): void {
    this.#session.typeIntoConsole(data);
  }

  #write(data: Buffer): void {
    const text = this.#decoder.decode(data, { stream: true });
    if (text !== "") this.#written.fire(text.replaceAll(/\r?\n/g, "\r\n"));
  }
}

const shown = new WeakMap<BootSession, Terminal>();

/** Shows the serial console of a VM; there is one terminal of it. */
export function showConsole(session: BootSession): Terminal {
  const known = shown.get(session);
  const isOpen = known !== undefined && window.terminals.includes(known);
  const terminal = isOpen
    ? known
    : window.createTerminal({
        name: `${session.planned.name} COM1`,
        pty: new ConsoleTerminal(session),
        iconPath: new ThemeIcon("output"),
      });
  shown.set(session, terminal);
  terminal.show();
  return terminal;
}
