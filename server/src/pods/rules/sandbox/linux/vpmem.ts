import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule } from "../../rule.ts";
import { setValue } from "../../support/fixes.ts";
import { onValue, related } from "../../support/report.ts";
import { isTrue, readUint32, readUint64 } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { ignored } from "../support/ignored.ts";
import { refusal, refused } from "../support/refusals.ts";
import { linuxRule } from "../support/vm-rule.ts";

const count = keys.vpmemCount;
const size = keys.vpmemSize;
/** Tells that the examples are of a Linux pod. */
const linux = 'io.microsoft.virtualmachine.lcow.vpcienabled: "false"';
const page = 4096n;

const tooMany: Rule = linuxRule({
  code: "vpmem-too-many",
  title: "More than 128 VPMem devices",
  severity: "error",
  about: [keys.vpmemCount],
  help: `\`VPMem device count cannot be greater than 128\`: hcsshim refuses the pod. The default is 64; 0 puts the layers on SCSI.

Source: \`internal/uvm/create.go:VerifyOptions\`.`,
  examples: { bad: `${linux}\n${count}: "129"`, good: `${linux}\n${count}: "128"` },
  check(context, tell) {
    const devices = refused(context, refusal.vpmemCount, keys.vpmemCount);
    if (devices === undefined) return;
    tell(
      onValue(devices, `hcsshim refuses ${devices.value} VPMem devices: it takes at most 128. Write "128" or less.`, {
        fixes: () => [setValue(context, devices, "128", "preferred")],
      }),
    );
  },
});

const unaligned: Rule = linuxRule({
  code: "vpmem-unaligned",
  title: "VPMem size that is not a multiple of 4096",
  severity: "error",
  about: [keys.vpmemSize],
  help: `\`VPMemSizeBytes must be a multiple of 4096\`: hcsshim refuses the pod, unless the VPMem count is 0.

Source: \`internal/uvm/create.go:VerifyOptions\`.`,
  examples: { bad: `${linux}\n${size}: "4294967297"`, good: `${linux}\n${size}: "4294967296"` },
  check(context, tell) {
    const bytes = refused(context, refusal.vpmemSize, keys.vpmemSize);
    const written = readUint64(context, keys.vpmemSize);
    if (bytes === undefined || written === undefined) return;
    const aligned = String((written / page + 1n) * page);
    tell(
      onValue(
        bytes,
        `hcsshim refuses a VPMem size of ${written} bytes: it must be a multiple of 4096. Write "${aligned}".`,
        {
          fixes: () => [setValue(context, bytes, aligned, "preferred")],
        },
      ),
    );
  },
});

const dropped: Rule = linuxRule({
  code: "vpmem-dropped",
  title: "VPMem devices on a fully physically backed VM",
  severity: "warning",
  about: [keys.vpmemCount],
  help: `\`fullyphysicallybacked\` sets the VPMem count to 0, whatever is written; the layers then lie on SCSI.

Source: \`internal/oci/uvm.go:handleAnnotationFullyPhysicallyBacked\`.`,
  examples: {
    bad: `${linux}
io.microsoft.virtualmachine.fullyphysicallybacked: "true"
${count}: "64"`,
    good: `${linux}
io.microsoft.virtualmachine.fullyphysicallybacked: "true"
${count}: "0"`,
  },
  check(context, tell) {
    const full = context.get(keys.fullyPhysicallyBacked);
    const devices = context.get(keys.vpmemCount);
    if (full === undefined || devices === undefined || !isTrue(context, keys.fullyPhysicallyBacked)) return;
    if (isSnpLinux(context) || (readUint32(context, keys.vpmemCount) ?? 0) === 0) return;
    tell(
      ignored(context, devices, "hcsshim sets this to 0: a fully physically backed VM has no VPMem. Remove the key.", {
        related: [related(full, "This backs the whole VM physically.")],
      }),
    );
  },
});

/** VPMem devices of plain Linux pods. */
export const vpmemRules: readonly Rule[] = [tooMany, unaligned, dropped];
