import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule } from "../../rule.ts";
import { add, setValue } from "../../support/fixes.ts";
import { onValue, related } from "../../support/report.ts";
import { refusal, refusalOf } from "../support/refusals.ts";
import { vmRule } from "../support/vm-rule.ts";
import { numaActivator } from "./activator.ts";
import { overcommitOff, twoNodes } from "./examples.ts";
import { structureFaults } from "./structure-faults.ts";

const physicalMemory: Rule = vmRule({
  code: "numa-needs-physical-memory",
  title: "Virtual NUMA with overcommit",
  severity: "error",
  about: [keys.numaMaximumProcessorsPerNode, keys.numaMappedPhysicalNodes],
  help: `Virtual NUMA needs physically backed memory, and overcommit is on by default: hcsshim refuses the pod with
\`vNUMA supports only Physical memory backing type\`. Set \`computetopology.memory.allowovercommit\` to false. (Confidential Windows
pods are physically backed anyway.)

Source: \`internal/uvm/create_wcow.go:prepareCommonConfigDoc\`, \`internal/uvm/create_lcow.go:MakeLCOWDoc\`.`,
  examples: { bad: twoNodes, good: `${twoNodes}\n${overcommitOff}` },
  check(context, tell) {
    const annotation = refusalOf(context, refusal.numaBacking) === undefined ? undefined : numaActivator(context);
    if (annotation === undefined) return;
    const overcommit = context.get(keys.allowOvercommit);
    tell(
      onValue(
        annotation,
        `hcsshim refuses virtual NUMA on a VM whose memory is not physically backed. Set ${keys.allowOvercommit} to "false".`,
        {
          related: overcommit === undefined ? [] : [related(overcommit, "Overcommit is on.")],
          fixes: () => [
            overcommit === undefined
              ? add(context, keys.allowOvercommit, "false", annotation, "preferred")
              : setValue(context, overcommit, "false", "preferred"),
          ],
        },
      ),
    );
  },
});

const structure: Rule = vmRule({
  code: "numa-topology-refused",
  title: "Virtual NUMA topology that hcsshim refuses",
  severity: "error",
  about: structureFaults.map(({ blamed }) => blamed),
  help: `hcsshim checks virtual NUMA before it makes the HCS document, and refuses the pod where

- \`max-processors-per-node\` is set without \`max-size-per-node\`;
- the lists of physical nodes, processors and memory blocks differ in length, or name more than 65 nodes;
- a physical node is 64 or more (255 is the wildcard), or wildcards are mixed with numbers;
- a node has no memory, or no node has any processors.

Source: \`internal/vm/vmutils/numa.go:PrepareVNumaTopology\`, \`validate\`.`,
  examples: {
    bad: `${overcommitOff}
io.microsoft.virtualmachine.computetopology.numa.mapped-physical-nodes: "0,255"
io.microsoft.virtualmachine.computetopology.numa.count-of-processors: "1,1"
io.microsoft.virtualmachine.computetopology.numa.count-of-memory-blocks: "512,512"`,
    good: `${overcommitOff}\n${twoNodes}`,
  },
  check(context, tell) {
    for (const { text, blamed, advice } of structureFaults) {
      const found = refusalOf(context, text);
      const annotation = found === undefined ? undefined : context.get(blamed);
      if (found === undefined || annotation === undefined) continue;
      const reason = found.message.replace(/^error in preparing config doc: /, "");
      tell(onValue(annotation, `hcsshim refuses this NUMA topology: ${reason}. ${advice}`));
    }
  },
});

const totals: Rule = vmRule({
  code: "numa-totals-differ",
  title: "Virtual NUMA nodes that do not add up to the VM",
  severity: "error",
  about: [keys.numaCountOfProcessors, keys.numaCountOfMemoryBlocks],
  help: `The processors of all nodes must be the VM's processors (after it is limited to the host's), and their memory blocks, in MB,
the VM's memory (after it is rounded up to even). Otherwise hcsshim refuses the pod: \`failed to validate vNUMA settings\`. Without
\`processor.count\` a VM has 2 processors, without \`memory.sizeinmb\` 1024 MB, a confidential Windows one 2048.

Source: \`internal/vm/vmutils/numa.go:ValidateNumaForVM\`.`,
  examples: {
    bad: `${overcommitOff}
io.microsoft.virtualmachine.computetopology.numa.mapped-physical-nodes: "0,1"
io.microsoft.virtualmachine.computetopology.numa.count-of-processors: "2,2"
io.microsoft.virtualmachine.computetopology.numa.count-of-memory-blocks: "512,512"`,
    good: `${overcommitOff}\n${twoNodes}`,
  },
  check(context, tell) {
    const found = refusalOf(context, refusal.numaTotals);
    if (found === undefined) return;
    const [, what, sum] = /vNUMA total (processor count|memory) (\d+)/.exec(found.message) ?? [];
    if (what === undefined || sum === undefined) return;
    const isMemory = what === "memory";
    const nodes = context.get(isMemory ? keys.numaCountOfMemoryBlocks : keys.numaCountOfProcessors);
    const totalKey = isMemory ? keys.memorySizeInMB : keys.processorCount;
    if (nodes === undefined) return;
    const total = context.get(totalKey);
    const reason = found.message.slice(found.message.indexOf("vNUMA total"));
    tell(
      onValue(nodes, `hcsshim refuses this pod: ${reason}. Make the nodes add up, or set ${totalKey} to "${sum}".`, {
        related: total === undefined ? [] : [related(total, "What the nodes must add up to.")],
        fixes: () => [total === undefined ? add(context, totalKey, sum, nodes) : setValue(context, total, sum)],
      }),
    );
  },
});

/** Virtual NUMA that hcsshim refuses. */
export const numaTopologyRules: readonly Rule[] = [physicalMemory, structure, totals];
