import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onValue } from "../support/report.ts";
import { isConfidential, isTrue } from "../support/values.ts";
import { windowsRule } from "./support/vm-rule.ts";

const writableWithoutPolicy: Rule = windowsRule({
  code: "writable-efi-needs-policy",
  title: "Writable EFI on a pod without a policy",
  severity: "error",
  about: [keys.wcowWritableEfi],
  help: `hcsshim takes \`writable_efi\` for every Hyper-V isolated Windows pod, but the copy of the EFI VHD that it then makes lies
beside the scratch VHD of block CIM layers, which only confidential pods have. Without a policy the shim dereferences a nil pointer
and dies: containerd reports a broken connection, and the stack is in \`panic.log\` of the bundle.

Source: \`cmd/containerd-shim-runhcs-v1/pod.go:initializeWCOWBootFiles\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.wcow.writable_efi: "true"',
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.writable_efi: "true"`,
  },
  check(context, tell) {
    const writable = context.get(keys.wcowWritableEfi);
    if (writable === undefined || !isTrue(context, keys.wcowWritableEfi) || isConfidential(context)) return;
    tell(
      onValue(
        writable,
        `The shim panics on this pod: a writable EFI VHD needs a confidential pod's layers. Set ${keys.wcowSecurityPolicy}, or remove the key.`,
        { fixes: () => [remove(context, writable)] },
      ),
    );
  },
});

const secureBootOff: Rule = windowsRule({
  code: "secure-boot-off",
  title: "Confidential pod without secure boot",
  severity: "warning",
  about: [keys.wcowDisableSecureBoot],
  help: `With \`no_secure_boot\` the VM's document has \`ApplySecureBootTemplate: "Skip"\` and no template: test-signed boot files
boot, and so does anything else. It is meant for debugging.

Source: \`internal/uvm/create_wcow.go:prepareSecurityConfigDoc\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.no_secure_boot: "true"`,
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const off = context.get(keys.wcowDisableSecureBoot);
    if (off === undefined || !isTrue(context, keys.wcowDisableSecureBoot) || !isConfidential(context)) return;
    tell(
      onValue(
        off,
        "The VM boots without secure boot, so unsigned boot files run as well. Remove the key outside of debugging.",
        { fixes: () => [remove(context, off)] },
      ),
    );
  },
});

/** Firmware of Windows pods. */
export const efiRules: readonly Rule[] = [writableWithoutPolicy, secureBootOff];
