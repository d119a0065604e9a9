import type { Annotation } from "../../../manifest/annotation-set.ts";
import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../../rule.ts";
import { onKey, onValue } from "../../support/report.ts";
import { isTrue, readUint32 } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { linuxRule } from "../support/vm-rule.ts";

const rejectedKeys = [keys.networkConfigProxy, keys.vpmemNoMultiMapping, keys.kernelDrivers];

function rejected(context: RuleContext): readonly Annotation[] {
  const found = rejectedKeys.flatMap((name) => {
    const annotation = context.get(name);
    return annotation === undefined || annotation.value === "" ? [] : [annotation];
  });
  const count = context.get(keys.vpmemCount);
  const isDropped = isTrue(context, keys.fullyPhysicallyBacked) || isSnpLinux(context);
  return count === undefined || isDropped || (readUint32(context, keys.vpmemCount) ?? 0) === 0
    ? found
    : [...found, count];
}

const unsupported: Rule = linuxRule({
  code: "unsupported-by-lcow-v2",
  title: "Annotation that containerd-shim-lcow-v2 refuses",
  severity: "hint",
  about: [...rejectedKeys, keys.vpmemCount],
  help: `The newer shim for Linux pods, containerd-shim-lcow-v2, refuses a pod with \`io.microsoft.network.ncproxy\`,
\`lcow.vpmem.nomultimapping\` or \`kerneldrivers\` (\`… annotation is not supported\`), whatever their values but the empty one, and one
with VPMem devices (\`v2 shims do not support vPMem devices\`). containerd-shim-runhcs-v1 reads them all.

Source: \`internal/builder/vm/lcow\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.lcow.vpmem.nomultimapping: "true"',
    good: 'io.microsoft.virtualmachine.lcow.vpcienabled: "true"',
  },
  check(context, tell) {
    for (const annotation of rejected(context)) {
      tell(
        onKey(
          annotation,
          "containerd-shim-lcow-v2 refuses a pod with this annotation. Remove it where that shim runs the pod.",
        ),
      );
    }
  },
});

const migration: Rule = linuxRule({
  code: "live-migration",
  title: "Live migration, which this shim ignores",
  severity: "information",
  about: [keys.migrationSupport],
  help: `Only containerd-shim-lcow-v2 reads \`io.microsoft.migration.support-enabled\`; containerd-shim-runhcs-v1 ignores it. A
confidential VM can never migrate, since its kernel command line, which must ask for it, is in the VMGS file (a warning here).

Source: \`internal/controller/vm/vm_migration.go:InitializeLiveMigrationOnSource\`.`,
  examples: {
    bad: `io.microsoft.migration.support-enabled: "true"
io.microsoft.virtualmachine.lcow.vpcienabled: "false"`,
    good: 'io.microsoft.virtualmachine.lcow.vpcienabled: "false"',
  },
  check(context, tell) {
    const support = context.get(keys.migrationSupport);
    if (support === undefined || !isTrue(context, keys.migrationSupport)) return;
    if (isSnpLinux(context)) {
      tell(
        onValue(support, "A confidential Linux VM can never migrate: no shim acts on this key here. Remove it.", {
          severity: "warning",
        }),
      );
    } else {
      tell(onValue(support, "Only containerd-shim-lcow-v2 reads this key; containerd-shim-runhcs-v1 ignores it."));
    }
  },
});

/** What the two shims for Linux pods do differently. */
export const shimRules: readonly Rule[] = [unsupported, migration];
