import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule } from "../../rule.ts";
import { remove } from "../../support/fixes.ts";
import { onValue, related } from "../../support/report.ts";
import { isConfidential, isFalse, isTrue } from "../../support/values.ts";
import { linuxRule } from "../support/vm-rule.ts";

const policy = "io.microsoft.virtualmachine.lcow.securitypolicy: cGFja2FnZSBwb2xpY3kK";

const scratchNotEncrypted: Rule = linuxRule({
  code: "scratch-not-encrypted",
  title: "Confidential Linux pod with a scratch disk in clear text",
  severity: "warning",
  about: [keys.encryptedScratchDisk],
  help: `The scratch disk of a confidential Linux pod is encrypted unless \`storage.scratch.encrypted\` is false, which hcsshim
honors: what the containers write is then readable on the host.

Source: \`internal/oci/uvm.go:handleLCOWSecurityPolicy\`.`,
  examples: { bad: `${policy}\nio.microsoft.virtualmachine.storage.scratch.encrypted: "false"`, good: policy },
  check(context, tell) {
    const encrypted = context.get(keys.encryptedScratchDisk);
    if (encrypted === undefined || !isFalse(context, keys.encryptedScratchDisk) || !isConfidential(context)) return;
    tell(
      onValue(
        encrypted,
        "The scratch disk of this confidential pod is not encrypted, so the host can read what its containers write. Remove the key.",
        { fixes: () => [remove(context, encrypted)] },
      ),
    );
  },
});

const referenceInfoFolder: Rule = linuxRule({
  code: "reference-info-default-folder",
  title: "Reference info of a Linux pod beside another boot files folder",
  severity: "warning",
  about: [keys.bootFilesRootPath],
  help: `containerd-shim-runhcs-v1 looks for the reference info files of Linux pods in the **default** Linux boot files folder, not in
\`bootfilesrootpath\`. A file that is not there is skipped silently, and the containers see no reference info.

Source: \`internal/uvm/start.go:Start\`.`,
  examples: {
    bad: `${policy}
io.microsoft.virtualmachine.bootfilesrootpath: 'C:\\lcow'
io.microsoft.virtualmachine.lcow.uvm-reference-info-file: reference_info.cose`,
    good: `${policy}
io.microsoft.virtualmachine.lcow.uvm-reference-info-file: reference_info.cose`,
  },
  check(context, tell) {
    const root = context.get(keys.bootFilesRootPath);
    if (root === undefined || !isConfidential(context)) return;
    for (const name of [keys.lcowReferenceInfoFile, keys.uvmHashEnvelopeReferenceInfoFile]) {
      const file = context.get(name);
      if (file === undefined || file.value === "") continue;
      tell(
        onValue(
          file,
          "hcsshim looks for this file in the default Linux boot files folder, not in the one that is set, and skips it silently where it is not there. Copy it to the default folder.",
          { related: [related(root, "Not this folder.")] },
        ),
      );
    }
  },
});

const hostNetwork: Rule = linuxRule({
  code: "host-network-needs-policy",
  title: "Host network of a confidential Linux pod",
  severity: "information",
  about: [keys.lcowHostNetwork],
  help: `With \`lcow.hostnetwork\` the guest asks the policy's rule \`host_network\`, which came with API version 0.12.0 and is denied by
default.

Source: \`pkg/securitypolicy\`, \`internal/guest/runtime/hcsv2\`.`,
  examples: { bad: `${policy}\nio.microsoft.virtualmachine.lcow.hostnetwork: "true"`, good: policy },
  check(context, tell) {
    const network = context.get(keys.lcowHostNetwork);
    if (network === undefined || !isTrue(context, keys.lcowHostNetwork) || !isConfidential(context)) return;
    tell(
      onValue(network, "The policy's rule host_network must allow this; where it does not, the guest refuses the pod."),
    );
  },
});

/** Confidential Linux pods. */
export const linuxConfidentialRules: readonly Rule[] = [scratchNotEncrypted, referenceInfoFolder, hostNetwork];
