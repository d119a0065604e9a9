import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule } from "../../rule.ts";
import { remove, setValue } from "../../support/fixes.ts";
import { onValue, related, shown } from "../../support/report.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { isAbsoluteWindowsPath, windowsBaseName } from "../support/paths.ts";
import { refusal, refused } from "../support/refusals.ts";
import { linuxRule } from "../support/vm-rule.ts";

const policy = `${keys.lcowSecurityPolicy}: cGFja2FnZSBwb2xpY3kK`;
const file = keys.lcowGuestStateFile;

const needsPolicy: Rule = linuxRule({
  code: "lcow-guest-state-needs-policy",
  title: "Guest state file of a Linux pod that does not boot confidentially",
  severity: "error",
  about: [keys.lcowGuestStateFile],
  help: `Any \`lcow.gueststatefile\` selects the confidential boot document. Without a policy, or with \`no_security_hardware\`, the
pod still has a root file system type, and hcsshim refuses the two together:
\`specifying a PreferredRootFSType is incompatible with SNP mode\`.

Source: \`internal/uvm/create_lcow.go:makeLCOWVMGSDoc\`.`,
  examples: { bad: `${file}: kernel.vmgs`, good: `${policy}\n${file}: kernel.vmgs` },
  check(context, tell) {
    const state = refused(context, refusal.guestStateWithoutSnp, keys.lcowGuestStateFile);
    if (state === undefined) return;
    const hardware = context.get(keys.noSecurityHardware);
    tell(
      onValue(
        state,
        "hcsshim refuses a guest state file for a Linux pod that does not boot as a confidential VM. Remove the key, or make the pod confidential.",
        {
          related: hardware === undefined ? [] : [related(hardware, "This asks for the plain boot.")],
          fixes: () => [remove(context, state)],
        },
      ),
    );
  },
});

const empty: Rule = linuxRule({
  code: "lcow-guest-state-empty",
  title: "Empty guest state file of a confidential Linux pod",
  severity: "warning",
  about: [keys.lcowGuestStateFile],
  help: `An empty \`lcow.gueststatefile\` takes the confidential boot away again: hcsshim builds the document of a plain VM, without
isolation and without a root file system, for a pod that it counts as confidential.

Source: \`internal/uvm/create_lcow.go:CreateLCOW\`.`,
  examples: { bad: `${policy}\n${file}: ""`, good: `${policy}\n${file}: kernel.vmgs` },
  check(context, tell) {
    const state = context.get(keys.lcowGuestStateFile);
    if (state?.value !== "" || !isSnpLinux(context)) return;
    tell(
      onValue(
        state,
        "An empty guest state file is not the default one: the VM is built without isolation and without a root file system. Remove the key.",
        { fixes: () => [remove(context, state, "preferred")] },
      ),
    );
  },
});

const path: Rule = linuxRule({
  code: "lcow-guest-state-path",
  title: "Guest state file of a Linux pod with a folder",
  severity: "error",
  about: [keys.lcowGuestStateFile],
  help: `\`lcow.gueststatefile\` is a file name: hcsshim joins it to the boot files folder and, for its copy, to the pod's bundle. An
absolute path is not found in the first, and the second has no folders.

Put the file into the boot files folder (\`bootfilesrootpath\`) and write its name.

Source: \`internal/uvm/create_lcow.go:makeLCOWVMGSDoc\`.`,
  examples: { bad: `${policy}\n${file}: 'C:\\boot\\kernel.vmgs'`, good: `${policy}\n${file}: kernel.vmgs` },
  check(context, tell) {
    const state = context.get(keys.lcowGuestStateFile);
    if (state === undefined || !isSnpLinux(context) || !/[\\/]/.test(state.value)) return;
    const name = windowsBaseName(state.value);
    const why = isAbsoluteWindowsPath(state.value)
      ? "hcsshim joins this path to the boot files folder and does not find it"
      : "hcsshim copies this file into the pod's bundle, which has no such folder";
    tell(
      onValue(state, `${why}: ${shown(state.value)} must be a bare file name. Put it into the boot files folder.`, {
        fixes: () => (name === "" ? [] : [setValue(context, state, name)]),
      }),
    );
  },
});

/** The VMGS file of Linux pods. */
export const linuxGuestStateRules: readonly Rule[] = [needsPolicy, empty, path];
