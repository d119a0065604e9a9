import { keys } from "../../uvm/annotation-keys.ts";
import { isolationTypeMeant, isolationTypes, shorthands } from "../../uvm/isolation-types.ts";
import type { Rule } from "../rule.ts";
import { remove, setValue } from "../support/fixes.ts";
import { onValue, related, shown } from "../support/report.ts";
import { isConfidential, isTrue } from "../support/values.ts";
import { ignored } from "./support/ignored.ts";
import { refusal, refused } from "./support/refusals.ts";
import { platformVmRule, windowsRule } from "./support/vm-rule.ts";

const invalid: Rule = windowsRule({
  code: "isolation-type-invalid",
  title: "Isolation type that hcsshim does not know",
  severity: "error",
  about: [keys.wcowIsolationType],
  help: `hcsshim takes \`SecureNestedPaging\` (or \`SNP\`), \`VirtualizationBasedSecurity\` (or \`VBS\`) and \`GuestStateOnly\`, letter
for letter; \`GSO\` is not a shorthand and an empty text is not the default. Everything else is \`invalid WCOW isolation type "…"\`, and
the pod is refused. Without a security policy the key is not read at all.

Source: \`internal/oci/uvm.go:handleWCOWIsolationType\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: vbs`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: VirtualizationBasedSecurity`,
  },
  check(context, tell) {
    const type = refused(context, refusal.isolationType, keys.wcowIsolationType);
    if (type === undefined) return;
    const meant = isolationTypeMeant(type.value);
    tell(
      onValue(
        type,
        meant === undefined
          ? `hcsshim refuses the isolation type ${shown(type.value)}. Write one of ${isolationTypes.join(", ")}.`
          : `hcsshim refuses the isolation type ${shown(type.value)}. Write "${meant}".`,
        {
          fixes: () =>
            meant === undefined
              ? isolationTypes.map((name) => setValue(context, type, name))
              : [setValue(context, type, meant, "preferred")],
        },
      ),
    );
  },
});

const shorthand: Rule = windowsRule({
  code: "isolation-type-shorthand",
  title: "Isolation type in its short form",
  severity: "information",
  about: [keys.wcowIsolationType],
  help: `hcsshim expands \`SNP\` and \`VBS\`. Other tools, \`uvmboot cwcow --isolation-type\` among them, do not: the long names work
everywhere.

Source: \`internal/oci/uvm.go:handleWCOWIsolationType\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: SNP`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.isolation_type: SecureNestedPaging`,
  },
  check(context, tell) {
    const type = context.get(keys.wcowIsolationType);
    const long = type === undefined ? undefined : shorthands.get(type.value);
    if (type === undefined || long === undefined || !isConfidential(context)) return;
    tell(
      onValue(type, `hcsshim reads "${type.value}" as "${long}". The long name works in other tools as well.`, {
        fixes: () => [setValue(context, type, long, "preferred")],
      }),
    );
  },
});

const hardwareOverridden: Rule = windowsRule({
  code: "no-security-hardware-overridden",
  title: "`no_security_hardware` beside an isolation type",
  severity: "warning",
  about: [keys.noSecurityHardware],
  help: `On a confidential Windows pod \`no_security_hardware\` only changes the default isolation type, to \`GuestStateOnly\`. An
explicit \`wcow.isolation_type\` wins, and nothing says so: with \`SecureNestedPaging\` the pod still needs the hardware.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.no_security_hardware: "true"
io.microsoft.virtualmachine.wcow.isolation_type: SecureNestedPaging`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.no_security_hardware: "true"`,
  },
  check(context, tell) {
    const hardware = context.get(keys.noSecurityHardware);
    const type = context.get(keys.wcowIsolationType);
    if (hardware === undefined || type === undefined || !isConfidential(context)) return;
    if (
      !isTrue(context, keys.noSecurityHardware) ||
      (isolationTypeMeant(type.value) !== type.value && !shorthands.has(type.value))
    )
      return;
    const same = type.value === "GuestStateOnly";
    tell(
      ignored(
        context,
        hardware,
        same
          ? "This adds nothing: the isolation type GuestStateOnly, which it would set, is already written."
          : `hcsshim ignores this because the isolation type ${shown(type.value)} is written. Remove one of the two.`,
        {
          ...(same ? { severity: "hint" } : {}),
          related: [related(type, "The isolation type that counts.")],
          fixes: () => [remove(context, hardware), ...(same ? [] : [remove(context, type)])],
        },
      ),
    );
  },
});

const noHardware: Rule = platformVmRule({
  code: "no-security-hardware",
  title: "Confidential pod without security hardware",
  severity: "information",
  about: [keys.noSecurityHardware],
  help: `For development on hosts without SEV-SNP. A Windows pod gets the isolation type \`GuestStateOnly\` and boots with
\`cwcow.gso.vmgs\`; a Linux pod boots the ordinary kernel and root file system. The policy is enforced either way, but attestation
cannot succeed.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`, \`handleLCOWSecurityPolicy\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.no_security_hardware: "true"`,
    good: "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK",
  },
  check(context, tell) {
    const hardware = context.get(keys.noSecurityHardware);
    if (hardware === undefined || !isTrue(context, keys.noSecurityHardware) || !isConfidential(context)) return;
    const isWindows = context.set.platform.value === "wcow";
    if (isWindows && context.mayHave(keys.wcowIsolationType)) return;
    tell(
      onValue(
        hardware,
        isWindows
          ? "The isolation type becomes GuestStateOnly (boot state cwcow.gso.vmgs): attestation cannot succeed."
          : "The pod boots without SEV-SNP, from the ordinary kernel and root file system: attestation cannot succeed.",
      ),
    );
  },
});

/** How a confidential VM is isolated from its host. */
export const isolationRules: readonly Rule[] = [invalid, shorthand, hardwareOverridden, noHardware];
