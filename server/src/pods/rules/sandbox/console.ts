import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { setValue } from "../support/fixes.ts";
import { onValue, shown } from "../support/report.ts";
import { isSnpLinux } from "./support/confidential.ts";
import { vmRule } from "./support/vm-rule.ts";

const pipePrefix = "\\\\.\\pipe\\";

/** The pipe's own name in a text that has too few backslashes, forward slashes, or no prefix at all. */
const pipeName = (text: string): string => text.replace(/^[\\/]*\.?[\\/]*pipe[\\/]+/i, "").replace(/^[\\/]+/, "");

const notAPipe: Rule = vmRule({
  code: "console-pipe-prefix",
  title: "Console that is not a named pipe",
  severity: "warning",
  about: [keys.consolePipe],
  help: `The VM's serial console is a named pipe, \`\\\\.\\pipe\\name\`. containerd-shim-runhcs-v1 passes any text on and HCS fails;
containerd-shim-lcow-v2 refuses it: \`listener for serial console is not a named pipe\`. Two of the backslashes are easily lost in
double quotes.

Source: \`internal/uvm/create_wcow.go:prepareCommonConfigDoc\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.console.pipe: my-console",
    good: "io.microsoft.virtualmachine.console.pipe: '\\\\.\\pipe\\my-console'",
  },
  check(context, tell) {
    const pipe = context.get(keys.consolePipe);
    if (pipe === undefined || pipe.value === "" || isSnpLinux(context)) return;
    if (pipe.value.toLowerCase().startsWith(pipePrefix)) return;
    const name = pipeName(pipe.value);
    tell(
      onValue(
        pipe,
        `${shown(pipe.value)} is not a named pipe, and HCS cannot open it. Write ${pipePrefix}${name === "" ? "name" : name}.`,
        {
          fixes: () =>
            name === "" || /[\\/:]/.test(name) ? [] : [setValue(context, pipe, pipePrefix + name, "preferred")],
        },
      ),
    );
  },
});

/** The VM's serial console. */
export const consoleRules: readonly Rule[] = [notAPipe];
