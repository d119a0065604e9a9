import type { Console } from "../../../server/src/cli/console.ts";
import { run } from "../../../server/src/cli/run.ts";

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in a folder, with this on standard input. */
export async function runCli(args: readonly string[], folder = ".", input: string | Uint8Array = ""): Promise<Ran> {
  let out = "";
  let err = "";
  const console: Console = {
    folder,
    colors: false,
    out: (text) => {
      out += text;
    },
    write: (bytes) => {
      out += Buffer.from(bytes).toString("latin1");
    },
    err: (text) => {
      err += text;
    },
    readInput: () => Buffer.from(input),
  };
  const code = await run(args, console);
  return { code, out, err };
}
