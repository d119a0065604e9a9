import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { onValue } from "../support/report.ts";
import { readInt32 } from "../support/values.ts";
import { vmRule } from "./support/vm-rule.ts";

const unsignedInDocument = [
  { name: keys.processorCount, bits: 32 },
  { name: keys.processorLimit, bits: 64 },
  { name: keys.processorWeight, bits: 64 },
];

const negative: Rule = vmRule({
  code: "processor-negative",
  title: "Negative processor setting",
  severity: "warning",
  about: unsignedInDocument.map(({ name }) => name),
  help: `The processor keys are signed numbers, the HCS document's are not. hcsshim converts without a check: a count of -1 becomes
4294967295 processors, a limit or weight of -1 becomes 18446744073709551615, which HCS has to refuse.

Source: \`internal/uvm/create_wcow.go:prepareCommonConfigDoc\`, \`internal/uvm/create_lcow.go:fetchProcessor\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.processor.count: "-1"',
    good: 'io.microsoft.virtualmachine.computetopology.processor.count: "2"',
  },
  check(context, tell) {
    for (const { name, bits } of unsignedInDocument) {
      const annotation = context.get(name);
      const value = readInt32(context, name);
      if (annotation === undefined || value === undefined || value >= 0) continue;
      const wrapped = BigInt.asUintN(bits, BigInt(value));
      tell(
        onValue(
          annotation,
          `hcsshim does not check the sign: ${value} becomes ${wrapped} in the HCS document. Write a positive number, or remove the key.`,
        ),
      );
    }
  },
});

const clamped: Rule = vmRule({
  code: "processor-count-clamped",
  title: "More processors than the host has",
  severity: "information",
  about: [keys.processorCount],
  help: `A count above the host's logical processors is lowered to these, with the log line
\`Changing user requested CPUCount to current number of processors\`. Only found where the settings name the host's processors.

Source: \`internal/vm/vmutils/normalize.go:NormalizeProcessorCount\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.processor.count: "16"',
    good: 'io.microsoft.virtualmachine.computetopology.processor.count: "2"',
    target: { hostProcessors: 8 },
  },
  check(context, tell) {
    const count = context.get(keys.processorCount);
    const value = readInt32(context, keys.processorCount);
    const host = context.target.hostProcessors;
    if (count === undefined || value === undefined || host === undefined || value <= host) return;
    tell(
      onValue(count, `The host has ${host} processors, and hcsshim lowers ${value} to that. Write "${host}" or less.`),
    );
  },
});

const documentedRanges = [
  { name: keys.processorLimit, what: "limit", least: 1, most: 100_000 },
  { name: keys.processorWeight, what: "weight", least: 0, most: 10_000 },
];

const outOfRange: Rule = vmRule({
  code: "processor-out-of-range",
  title: "Processor limit or weight outside of its documented range",
  severity: "hint",
  about: documentedRanges.map(({ name }) => name),
  help: `The limit is documented as 1 to 100000 (100000 is all of the processors), the weight as 0 to 10000. hcsshim passes
every number on unchecked; what HCS makes of one outside of these ranges is up to it. 0 counts as not set.

Source: \`internal/oci/uvm.go:specToUVMCreateOptionsCommon\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.processor.weight: "10001"',
    good: 'io.microsoft.virtualmachine.computetopology.processor.weight: "10000"',
  },
  check(context, tell) {
    for (const { name, what, least, most } of documentedRanges) {
      const annotation = context.get(name);
      const value = readInt32(context, name);
      if (annotation === undefined || value === undefined || value <= most) continue;
      tell(
        onValue(
          annotation,
          `A VM's processor ${what} is documented as ${least} to ${most}. hcsshim passes ${value} on unchecked, and HCS may refuse it.`,
        ),
      );
    }
  },
});

/** The VM's processors. */
export const processorRules: readonly Rule[] = [negative, clamped, outOfRange];
