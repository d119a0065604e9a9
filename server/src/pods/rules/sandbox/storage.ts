import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onValue } from "../support/report.ts";
import { readInt32 } from "../support/values.ts";
import { vmRule } from "./support/vm-rule.ts";

const negative: Rule = vmRule({
  code: "storage-qos-negative",
  title: "Negative storage limit",
  severity: "warning",
  about: [keys.storageQosBandwidthMaximum, keys.storageQosIopsMaximum],
  help: `hcsshim writes the storage limits into the VM's document only if one of them is above 0. A negative one limits nothing.

Source: \`internal/uvm/create_wcow.go:prepareCommonConfigDoc\`, \`internal/uvm/create_lcow.go:MakeLCOWDoc\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.storageqos.iopsmaximum: "-1"',
    good: 'io.microsoft.virtualmachine.storageqos.iopsmaximum: "500"',
  },
  check(context, tell) {
    for (const name of [keys.storageQosBandwidthMaximum, keys.storageQosIopsMaximum]) {
      const limit = context.get(name);
      const value = readInt32(context, name);
      if (limit === undefined || value === undefined || value >= 0) continue;
      tell(
        onValue(limit, `A storage limit of ${value} limits nothing. Write a positive number, or remove the key.`, {
          fixes: () => [remove(context, limit)],
        }),
      );
    }
  },
});

/** Limits of the VM's storage. */
export const storageRules: readonly Rule[] = [negative];
