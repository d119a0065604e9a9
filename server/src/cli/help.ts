import { diskHelp } from "./disk/disk-help.ts";
import { planHelp } from "./plan-help.ts";

const targetHelp = `What specs are checked against:
  --platform wcow|lcow             when a document does not say (default wcow)
  --isolation hypervisor|process   when a document does not say (default hypervisor)
  --hcsshim 0.14|0.15              the shim's release (default 0.15)
  --host-processors N              logical processors of the host (default: unknown)
  --shim-dir DIR                   folder of the shim's executable (default C:\\shim)
  --windows-build N                Windows build of the host (default 26100)
  --containerd-config FILE         the hosts' containerd configuration (config.toml): its handlers' lists say which
                                   annotations pass, their options are added to the specs
  --runtime-handler NAME           the handler of specs that name none, or a runtime class that is none
                                   (default: one of FILE that fits)
`;

const general = `confidential-pods: checks pod specs as hcsshim reads them.

Usage:
  confidential-pods check [PATH…|-]   say what hcsshim will refuse or ignore
  confidential-pods resolve PATH…|-   print what hcsshim makes of each sandbox, as JSON
  confidential-pods plan PATH…|-      print what booting each sandbox would do, and its HCS document
  confidential-pods disk COMMAND …    look into disk images and debug artifacts
  confidential-pods rules             list the rules
  confidential-pods explain CODE      explain a rule
  confidential-pods --version

'confidential-pods COMMAND --help' shows a command's options.
`;

const check = `Usage: confidential-pods check [PATH…|-] [options]

PATH is a file, a folder (its yaml, yml, json, jsonc files and their .template and .tpl, and containerd's config.toml
or containerd.toml; not node_modules, .git) or a glob; the default is the current folder. '-' is standard input.

  --stdin-filename NAME            name of standard input; its extension says how to read it
  --format NAME[=FILE]             pretty, json, sarif, junit or github; may be given several times,
                                   each with a file of its own (default pretty)
  --severity CODE=LEVEL            error, warning, information, hint or off; may be given several times
  --max-warnings N                 exit with 3 where there are more warnings
  --fix                            make the unambiguous fixes in the files, then report what is left

${targetHelp}
Exit status: 0 clean, 1 errors found, 3 more warnings than allowed, 2 wrong usage, or a file that cannot be read or
written.
`;

const resolve = `Usage: confidential-pods resolve PATH…|- [options]

Prints as JSON what hcsshim makes of each sandbox: its error or null, the values that it logs as unparsable, and the
options that it ends up with. Exit status: 0, or 2 for wrong usage or unreadable input.

  --stdin-filename NAME            name of standard input; its extension says how to read it
  --host-file PATH                 a boot file that the host has (rootfs.vhd, vmlinux decide for Linux pods);
                                   may be given several times (default: none)

${targetHelp}`;

const rules = `Usage: confidential-pods rules [--format pretty|json]

Lists every rule with its default severity.
`;

const explain = `Usage: confidential-pods explain CODE

Prints a rule's page: what hcsshim does, an example, what to write instead.
`;

/** Help texts by command; "" is the general one. */
export const helpTexts: ReadonlyMap<string, string> = new Map([
  ["", general],
  ["check", check],
  ["resolve", resolve],
  ["plan", planHelp(targetHelp)],
  ["disk", diskHelp],
  ["rules", rules],
  ["explain", explain],
]);
