import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { setValue } from "../support/fixes.ts";
import { onValue, related } from "../support/report.ts";
import { isConfidential, policyOf, readUint64 } from "../support/values.ts";
import { refusal, refused } from "./support/refusals.ts";
import { vmRule, windowsRule } from "./support/vm-rule.ts";

/** 1 TiB in MiB: nobody means that much, but bytes and KiB written as MB reach it. */
const implausible = 1n << 20n;
const bytesPerMb = 1n << 20n;
const largestUint64 = (1n << 64n) - 1n;

const belowFloor: Rule = windowsRule({
  code: "memory-below-floor",
  title: "Confidential Windows pod with less than 2048 MB",
  severity: "error",
  about: [keys.memorySizeInMB],
  help: `A confidential Windows VM needs 2048 MB. hcsshim refuses every smaller number, 0 included:
\`minimum 2048MB of memory is required for confidential pods, got: …\`. Without the key it takes 2048. The runtime option
\`VmMemorySizeInMb\` counts as the key where that is absent.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "1024"`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2048"`,
  },
  check(context, tell) {
    const size = refused(context, refusal.memoryFloor, keys.memorySizeInMB);
    if (size === undefined) return;
    const policy = policyOf(context);
    tell(
      onValue(
        size,
        `hcsshim refuses a confidential pod with ${size.value} MB: it needs at least 2048. Write "2048" or more.`,
        {
          related: policy === undefined ? [] : [related(policy, "This policy makes the pod confidential.")],
          fixes: () => [setValue(context, size, "2048", "preferred")],
        },
      ),
    );
  },
});

const odd: Rule = vmRule({
  code: "memory-odd",
  title: "Odd memory size",
  severity: "information",
  about: [keys.memorySizeInMB],
  help: `Memory comes in steps of 2 MB: hcsshim rounds an odd number up and logs
\`Changing user requested MemorySizeInMB to align to 2MB\`.

Source: \`internal/vm/vmutils/normalize.go:NormalizeMemorySize\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4095"',
    good: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"',
  },
  check(context, tell) {
    const size = context.get(keys.memorySizeInMB);
    const megabytes = readUint64(context, keys.memorySizeInMB);
    if (size === undefined || megabytes === undefined || megabytes % 2n === 0n || megabytes === largestUint64) return;
    if (refused(context, refusal.memoryFloor, keys.memorySizeInMB) !== undefined) return;
    const even = String(megabytes + 1n);
    tell(
      onValue(size, `hcsshim rounds ${megabytes} MB up to ${even}. Write "${even}".`, {
        fixes: () => [setValue(context, size, even, "preferred")],
      }),
    );
  },
});

const zero: Rule = vmRule({
  code: "memory-zero",
  title: "Memory size 0",
  severity: "warning",
  about: [keys.memorySizeInMB],
  help: `0 counts as not set: hcsshim takes the OCI spec's memory limit in MB if there is one, and else 1024 MB.

Source: \`internal/oci/uvm.go:ParseAnnotationsMemory\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "0"',
    good: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "1024"',
  },
  check(context, tell) {
    const size = context.get(keys.memorySizeInMB);
    if (size === undefined || readUint64(context, keys.memorySizeInMB) !== 0n) return;
    if (context.set.platform.value === "wcow" && isConfidential(context)) return;
    const limit = context.set.facts.memoryLimitInBytes;
    tell(
      onValue(
        size,
        limit === undefined
          ? "0 counts as not set: the VM gets the pod's memory limit if there is one, else 1024 MB. Write the size in MB."
          : `0 counts as not set: the VM gets the memory limit, ${limit / bytesPerMb} MB. Write the size in MB.`,
      ),
    );
  },
});

const inBytes: Rule = vmRule({
  code: "memory-not-in-mb",
  title: "Memory size that looks like bytes",
  severity: "warning",
  about: [keys.memorySizeInMB],
  help: `The number is megabytes. One of 1048576 (1 TB) or more is taken as it is, and HCS fails to create such a VM.

Source: \`internal/oci/uvm.go:specToUVMCreateOptionsCommon\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4294967296"',
    good: 'io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"',
  },
  check(context, tell) {
    const size = context.get(keys.memorySizeInMB);
    const megabytes = readUint64(context, keys.memorySizeInMB);
    if (size === undefined || megabytes === undefined || megabytes < implausible) return;
    const meant =
      megabytes >= bytesPerMb * 512n && megabytes % bytesPerMb === 0n ? String(megabytes / bytesPerMb) : undefined;
    const effect =
      megabytes === largestUint64
        ? "hcsshim rounds this number up past 64 bits, to no size at all."
        : `hcsshim reads this as ${megabytes >> 20n} TB, since the number is megabytes.`;
    tell(
      onValue(size, `${effect} ${meant === undefined ? "Write the size in MB." : `Write "${meant}".`}`, {
        fixes: () => (meant === undefined ? [] : [setValue(context, size, meant)]),
      }),
    );
  },
});

const limitIgnored: Rule = windowsRule({
  code: "memory-limit-ignored",
  title: "Memory limit that a confidential pod ignores",
  severity: "information",
  about: [keys.wcowSecurityPolicy],
  help: `A confidential Windows VM gets what \`computetopology.memory.sizeinmb\` says, or 2048 MB. The memory limit of the OCI spec or
of the CRI resources, which sizes other VMs, is not looked at.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`.`,
  examples: {
    bad: `{
  "ociVersion": "1.1.0",
  "windows": { "hyperv": {}, "resources": { "memory": { "limit": 8589934592 } } },
  "annotations": {
    "io.kubernetes.cri.container-type": "sandbox",
    "io.kubernetes.cri.sandbox-id": "pod",
    "io.microsoft.virtualmachine.wcow.securitypolicy": "cGFja2FnZSBwb2xpY3kK"
  }
}`,
    good: `{
  "ociVersion": "1.1.0",
  "windows": { "hyperv": {}, "resources": { "memory": { "limit": 8589934592 } } },
  "annotations": {
    "io.kubernetes.cri.container-type": "sandbox",
    "io.kubernetes.cri.sandbox-id": "pod",
    "io.microsoft.virtualmachine.wcow.securitypolicy": "cGFja2FnZSBwb2xpY3kK",
    "io.microsoft.virtualmachine.computetopology.memory.sizeinmb": "8192"
  }
}`,
  },
  check(context, tell) {
    const limit = context.set.facts.memoryLimitInBytes;
    const policy = policyOf(context);
    if (limit === undefined || policy === undefined || context.mayHave(keys.memorySizeInMB)) return;
    const megabytes = limit / bytesPerMb;
    if (megabytes === 0n || megabytes === 2048n) return;
    tell({
      message: `The memory limit of ${megabytes} MB does not count for a confidential pod: its VM gets 2048 MB. Set ${keys.memorySizeInMB} to choose.`,
      span: policy.keySpan,
      key: policy.key,
    });
  },
});

/** The size of the VM's memory. */
export const memoryRules: readonly Rule[] = [belowFloor, odd, zero, inBytes, limitIgnored];
