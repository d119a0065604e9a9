import { keys } from "../../uvm/annotation-keys.ts";
import { isolationTypes, vmgsMark } from "../../uvm/isolation-types.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onValue, related } from "../support/report.ts";
import { isConfidential } from "../support/values.ts";
import { windowsBaseName } from "./support/paths.ts";
import { refusal, refused } from "./support/refusals.ts";
import { windowsRule } from "./support/vm-rule.ts";

const empty: Rule = windowsRule({
  code: "guest-state-file-empty",
  title: "Empty guest state file",
  severity: "error",
  about: [keys.wcowGuestStateFile],
  help: `An empty \`wcow.gueststatefile\` is not "the default": it replaces the default file name, and hcsshim refuses the pod with
\`GuestStateFilePath must be provided when enabling security policy\`, or fails before that to copy the file.

Source: \`internal/uvm/create.go:VerifyOptions\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.gueststatefile: ""`,
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const file = refused(context, refusal.guestStateFile, keys.wcowGuestStateFile);
    if (file === undefined) return;
    tell(
      onValue(
        file,
        "hcsshim refuses a confidential pod whose guest state file is empty. Remove the key for the default file of the isolation type, or name a VMGS file.",
        { fixes: () => [remove(context, file, "preferred")] },
      ),
    );
  },
});

const mismatch: Rule = windowsRule({
  code: "guest-state-file-mismatch",
  title: "Guest state file of another isolation type",
  severity: "warning",
  about: [keys.wcowGuestStateFile],
  help: `The boot files have one VMGS file per isolation type: \`cwcow.snp.vmgs\`, \`cwcow.vbs.vmgs\`, \`cwcow.gso.vmgs\`. hcsshim
does not look whether \`wcow.gueststatefile\` fits the type; a wrong one fails at boot or at attestation.

Source: \`internal/uvm/create_wcow.go:ConfidentialVMGSFileName\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: VirtualizationBasedSecurity
io.microsoft.virtualmachine.wcow.gueststatefile: 'C:\\boot\\cwcow.snp.vmgs'`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: VirtualizationBasedSecurity
io.microsoft.virtualmachine.wcow.gueststatefile: 'C:\\boot\\cwcow.vbs.vmgs'`,
  },
  check(context, tell) {
    const file = context.get(keys.wcowGuestStateFile);
    const type = context.get(keys.wcowIsolationType);
    if (file === undefined || !isConfidential(context)) return;
    if (type === undefined && context.mayHave(keys.wcowIsolationType)) return;
    const words = windowsBaseName(file.value)
      .toLowerCase()
      .split(/[^a-z0-9]+/);
    const made = isolationTypes.find((name) => words.includes(vmgsMark[name]));
    const chosen = isolationTypes.find((name) => name === context.resolved?.isolationType);
    if (made === undefined || chosen === undefined || made === chosen) return;
    tell(
      onValue(
        file,
        `By its name this file is made for ${made}, but the pod's isolation type is ${chosen}: the VM will not boot or attest. Use cwcow.${vmgsMark[chosen]}.vmgs.`,
        { related: type === undefined ? [] : [related(type, "The isolation type.")] },
      ),
    );
  },
});

/** The VMGS file of confidential Windows pods. */
export const guestStateRules: readonly Rule[] = [empty, mismatch];
