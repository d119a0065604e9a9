import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule } from "../../rule.ts";
import { related } from "../../support/report.ts";
import { readUint32 } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { ignored } from "../support/ignored.ts";
import { vmRule } from "../support/vm-rule.ts";
import { overcommitOff, twoNodes } from "./examples.ts";

const incomplete: Rule = vmRule({
  code: "numa-incomplete",
  title: "Virtual NUMA settings that are not complete",
  severity: "warning",
  about: [
    keys.numaMaximumMemorySizePerNode,
    keys.numaPreferredPhysicalNodes,
    keys.numaCountOfProcessors,
    keys.numaCountOfMemoryBlocks,
  ],
  help: `Virtual NUMA is switched on by \`max-processors-per-node\` (the platform makes the nodes) or by \`mapped-physical-nodes\` (you
do). Without either the other keys only give the log line \`potentially incomplete implicit vNUMA topology\` (or \`explicit\`) and are
ignored. A list with one bad item counts as no list.

Source: \`internal/vm/vmutils/numa.go:PrepareVNumaTopology\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.computetopology.processor.numa.max-size-per-node: "1024"',
    good: `${overcommitOff}
io.microsoft.virtualmachine.computetopology.processor.numa.max-size-per-node: "1024"
io.microsoft.virtualmachine.computetopology.processor.numa.max-processors-per-node: "1"`,
  },
  check(context, tell) {
    if (context.mayHave(keys.numaMappedPhysicalNodes) && context.get(keys.numaMappedPhysicalNodes) === undefined)
      return;
    if (
      context.mayHave(keys.numaMaximumProcessorsPerNode) &&
      context.get(keys.numaMaximumProcessorsPerNode) === undefined
    )
      return;
    for (const { key: name, because } of context.resolved?.overrides ?? []) {
      const annotation = because.startsWith("potentially incomplete") ? context.get(name) : undefined;
      if (annotation === undefined) continue;
      const missing = because.includes("implicit") ? keys.numaMaximumProcessorsPerNode : keys.numaMappedPhysicalNodes;
      const switchKeys =
        name === keys.numaPreferredPhysicalNodes
          ? `${keys.numaMaximumProcessorsPerNode} or ${keys.numaMappedPhysicalNodes}`
          : missing;
      tell(
        ignored(
          context,
          annotation,
          `hcsshim ignores this key: the NUMA topology is not complete. Set ${switchKeys}, or remove the key.`,
        ),
      );
    }
  },
});

const explicitKeys = [keys.numaMappedPhysicalNodes, keys.numaCountOfProcessors, keys.numaCountOfMemoryBlocks];

const explicitIgnored: Rule = vmRule({
  code: "numa-explicit-ignored",
  title: "Explicit NUMA nodes beside implicit ones",
  severity: "warning",
  about: [keys.numaMaximumProcessorsPerNode],
  help: `With \`max-processors-per-node\` the platform makes the nodes; an explicit topology beside it is ignored without a word.

Source: \`internal/vm/vmutils/numa.go:PrepareVNumaTopology\`.`,
  examples: {
    bad: `${overcommitOff}
io.microsoft.virtualmachine.computetopology.processor.numa.max-processors-per-node: "1"
io.microsoft.virtualmachine.computetopology.processor.numa.max-size-per-node: "512"
io.microsoft.virtualmachine.computetopology.numa.mapped-physical-nodes: "0,1"`,
    good: `${overcommitOff}\n${twoNodes}`,
  },
  check(context, tell) {
    const implicit = context.get(keys.numaMaximumProcessorsPerNode);
    if (implicit === undefined || (readUint32(context, keys.numaMaximumProcessorsPerNode) ?? 0) === 0) return;
    if (isSnpLinux(context)) return;
    for (const name of explicitKeys) {
      const annotation = context.get(name);
      if (annotation === undefined || annotation.value === "") continue;
      tell(
        ignored(
          context,
          annotation,
          `hcsshim ignores this key: ${keys.numaMaximumProcessorsPerNode} makes the platform choose the nodes. Remove one of the two.`,
          { related: [related(implicit, "The implicit topology, which wins.")] },
        ),
      );
    }
  },
});

/** Virtual NUMA settings without effect. */
export const numaIgnoredRules: readonly Rule[] = [incomplete, explicitIgnored];
