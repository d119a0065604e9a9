import { commands, window } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import { BootSession } from "./boot-session.ts";

/** The run that a command was called for: a row of the view, or a run itself. */
export function sessionOf(argument: unknown): BootSession | undefined {
  if (argument instanceof BootSession) return argument;
  const inner: unknown =
    typeof argument === "object" && argument !== null && "session" in argument ? argument.session : undefined;
  return inner instanceof BootSession ? inner : undefined;
}

const overText = ({ isOver, state }: BootSession): string => (isOver ? "has ended" : `is ${state}: try again soon`);

/** A way on for who has nothing to choose from. */
const bootOne = { title: "Boot UVM…", run: () => commands.executeCommand("confidentialPods.uvm.boot") };

/**
 * The run of a command: the given one, the only one, or one that the user picks.
 * @returns undefined where the user leaves
 * @throws UserError with `none` where there is no run to choose, and where the given one is not among `sessions` any more
 */
export async function chooseSession(
  argument: unknown,
  sessions: readonly BootSession[],
  none: string,
): Promise<BootSession | undefined> {
  const given = sessionOf(argument);
  if (given !== undefined && sessions.includes(given)) return given;
  if (given !== undefined) throw new UserError("uvm-over", `${given.planned.name} ${overText(given)}.`);
  const [first, ...more] = sessions;
  if (first === undefined) throw new UserError("no-uvm", none, { actions: [bootOne] });
  if (more.length === 0) return first;
  const items = sessions.map((session) => ({
    label: session.planned.name,
    description: session.kind === "rehearsal" ? `rehearsal ${session.state}` : session.state,
    detail: session.id,
    session,
  }));
  return (await window.showQuickPick(items, { placeHolder: "Which UVM?" }))?.session;
}
