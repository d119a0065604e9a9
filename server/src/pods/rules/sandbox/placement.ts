import { parseGuid } from "../../annotations/go-values.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { remove, setValue } from "../support/fixes.ts";
import { onValue, related, shown } from "../support/report.ts";
import { refusal, refused } from "./support/refusals.ts";
import { vmRule } from "./support/vm-rule.ts";

/** The GUID in a text that only has braces, blanks or no hyphens too much or too few. */
function guidMeant(text: string): string | undefined {
  const digits = text.replace(/[\s{}()-]/g, "");
  if (!/^[0-9a-f]{32}$/i.test(digits)) return undefined;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const sampleGuid = "12345678-1234-1234-1234-123456789abc";

const invalidPartition: Rule = vmRule({
  code: "resource-partition-invalid",
  title: "Resource partition that is not a GUID",
  severity: "error",
  about: [keys.resourcePartitionId],
  help: `The resource partition is the one setting whose bad value is more than a warning: hcsshim refuses the pod with
\`failed to parse annotation "io.microsoft.virtualmachine.resource-partition-id" with value "…" as GUID\`. It takes 36 characters
of any case; braces, blanks and an empty text are errors.

Source: \`internal/oci/annotations.go:ParseAnnotationsGUID\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.resource-partition-id: "{12345678-1234-1234-1234-123456789abc}"',
    good: `io.microsoft.virtualmachine.resource-partition-id: ${sampleGuid}`,
  },
  check(context, tell) {
    const partition = refused(context, refusal.partitionId, keys.resourcePartitionId);
    if (partition === undefined) return;
    const meant = guidMeant(partition.value);
    tell(
      onValue(
        partition,
        `hcsshim refuses this pod: ${shown(partition.value)} is not a GUID. Write ${meant === undefined ? `one such as ${sampleGuid}, without braces` : `"${meant}"`}.`,
        {
          fixes: () =>
            meant === undefined ? [remove(context, partition)] : [setValue(context, partition, meant, "preferred")],
        },
      ),
    );
  },
});

const partitionAndGroup: Rule = vmRule({
  code: "cpu-group-with-resource-partition",
  title: "CPU group and resource partition together",
  severity: "error",
  about: [keys.cpuGroupId],
  help: `A VM is placed by a CPU group or by a resource partition. With both keys set, even to a blank group, hcsshim refuses the
pod: \`resource partition ID and CPU group ID cannot be set at the same time\`.

Source: \`internal/uvm/create.go:VerifyOptions\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.cpugroup.id: ${sampleGuid}
io.microsoft.virtualmachine.resource-partition-id: ${sampleGuid}`,
    good: `io.microsoft.virtualmachine.cpugroup.id: ${sampleGuid}`,
  },
  check(context, tell) {
    const group = refused(context, refusal.partitionAndGroup, keys.cpuGroupId);
    const partition = context.get(keys.resourcePartitionId);
    if (group === undefined || partition === undefined) return;
    tell(
      onValue(group, "hcsshim refuses a pod with both a CPU group and a resource partition. Remove one of them.", {
        related: [related(partition, "The resource partition.")],
        fixes: () => [remove(context, group), remove(context, partition)],
      }),
    );
  },
});

const groupNotGuid: Rule = vmRule({
  code: "cpu-group-not-guid",
  title: "CPU group that is not a GUID",
  severity: "warning",
  about: [keys.cpuGroupId],
  help: `hcsshim passes the CPU group on as it stands; HCS names its groups by GUID and fails to create a VM for any other text.

Source: \`internal/uvm/create_wcow.go:prepareCommonConfigDoc\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.cpugroup.id: my-group",
    good: `io.microsoft.virtualmachine.cpugroup.id: ${sampleGuid}`,
  },
  check(context, tell) {
    const group = context.get(keys.cpuGroupId);
    if (group === undefined || group.value === "" || parseGuid(group.value).ok) return;
    if (context.resolved?.refusals.some((refused) => refused.keys[0] === keys.cpuGroupId)) return;
    const meant = guidMeant(group.value);
    tell(
      onValue(
        group,
        `hcsshim passes ${shown(group.value)} on unchecked, but HCS names CPU groups by GUID. Write ${meant === undefined ? "the group's GUID" : `"${meant}"`}.`,
        { fixes: () => (meant === undefined ? [] : [setValue(context, group, meant, "preferred")]) },
      ),
    );
  },
});

/** Which processors of the host the VM runs on. */
export const placementRules: readonly Rule[] = [invalidPartition, partitionAndGroup, groupNotGuid];
