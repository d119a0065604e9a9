import type { Console } from "./console.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { helpTexts } from "./help.ts";
import { UsageError } from "./usage-error.ts";

/** Runs one command line (without node and script). Commands are loaded when they are wanted. */
export async function run(args: readonly string[], console: Console): Promise<ExitCode> {
  const [command = "", ...rest] = args;
  try {
    if (isHelp(command) || command === "help") return help(rest[0] ?? "", console);
    if (rest.some(isHelp) && helpTexts.has(command)) return help(command, console);
    return await runCommand(command, rest, console);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.err(`confidential-pods: ${error.message}\nTry 'confidential-pods${helpCommand(command)} --help'.\n`);
    return exitCode.failed;
  }
}

async function runCommand(command: string, args: readonly string[], console: Console): Promise<ExitCode> {
  switch (command) {
    case "check":
      return (await import("./check.ts")).check(args, console);
    case "resolve":
      return (await import("./resolve.ts")).resolve(args, console);
    case "plan":
      return (await import("./plan.ts")).plan(args, console);
    case "rules":
      return (await import("./rules.ts")).rules(args, console);
    case "disk":
      return (await import("./disk/disk.ts")).disk(args, console);
    case "explain":
      return (await import("./explain.ts")).explain(args, console);
    case "--version":
    case "-v":
      console.out(`${(await import("./version.ts")).toolVersion}\n`);
      return exitCode.clean;
    case "":
      throw new UsageError("which command?");
    default:
      throw new UsageError(`there is no command '${command}'.`);
  }
}

function help(command: string, console: Console): ExitCode {
  const text = helpTexts.get(command);
  if (text === undefined) throw new UsageError(`there is no command '${command}'.`);
  console.out(text);
  return exitCode.clean;
}

const isHelp = (argument: string): boolean => argument === "--help" || argument === "-h";

const helpCommand = (command: string): string => (command !== "" && helpTexts.has(command) ? ` ${command}` : "");
