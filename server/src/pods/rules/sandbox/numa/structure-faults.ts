import { keys } from "../../../uvm/annotation-keys.ts";

/** What `PrepareVNumaTopology` refuses: the lasting part of its text, the key to mend, and how. */
export const structureFaults: readonly { readonly text: string; readonly blamed: string; readonly advice: string }[] = [
  {
    text: "max size per node must be set",
    blamed: keys.numaMaximumProcessorsPerNode,
    advice: `Set ${keys.numaMaximumMemorySizePerNode} too, in MB.`,
  },
  {
    text: "mismatch in number of physical numa nodes",
    blamed: keys.numaMappedPhysicalNodes,
    advice: "Give physical nodes, processors and memory blocks for the same number of nodes.",
  },
  {
    text: "vNUMA virtual node number",
    blamed: keys.numaMappedPhysicalNodes,
    advice: "Use fewer nodes.",
  },
  {
    text: "vNUMA physical node number",
    blamed: keys.numaMappedPhysicalNodes,
    advice: "Write numbers below 64, or 255 for every node.",
  },
  {
    text: "vNUMA has a mix of wildcard",
    blamed: keys.numaMappedPhysicalNodes,
    advice: "Write 255 for every node, or for none.",
  },
  {
    text: "vNUMA nodes with no memory",
    blamed: keys.numaCountOfMemoryBlocks,
    advice: "Give every node some MB.",
  },
  {
    text: "partial resource allocation",
    blamed: keys.numaCountOfProcessors,
    advice: "Give the nodes processors as well as memory.",
  },
];
