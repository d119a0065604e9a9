import { policy, runCases } from "./cases.ts";

const physical = { "top.memory.allowovercommit": "false" };
const nodes = (mapped: string, processors: string, memory: string) => ({
  "top.numa.mapped-physical-nodes": mapped,
  "top.numa.count-of-processors": processors,
  "top.numa.count-of-memory-blocks": memory,
});
const implicit = (processors: string, size: string) => ({
  "top.processor.numa.max-processors-per-node": processors,
  "top.processor.numa.max-size-per-node": size,
});
/** Fills a VM of 2 processors and 1024 MB. */
const two = nodes("0,1", "1,1", "512,512");
const refusedOn = (key: string) => [`error numa-topology-refused top.${key}`];

runCases("explicit virtual NUMA", "windows", [
  { name: "fills the VM", annotations: { ...physical, ...two }, finds: [] },
  {
    name: "with overcommit, which is the default",
    annotations: two,
    finds: ["error numa-needs-physical-memory top.numa.mapped-physical-nodes"],
  },
  {
    name: "is physically backed in a confidential pod, whose size is another",
    annotations: { "vm.wcow.securitypolicy": policy, ...two },
    finds: ["error numa-totals-differ top.numa.count-of-memory-blocks"],
  },
  {
    name: "on an old host",
    annotations: { ...physical, ...two },
    target: { windowsBuild: 20348 },
    finds: ["error windows-build-too-old top.numa.mapped-physical-nodes"],
  },
  {
    name: "lists of different lengths",
    annotations: { ...physical, ...nodes("0,1", "2", "512,512") },
    finds: refusedOn("numa.mapped-physical-nodes"),
  },
  {
    name: "node 64",
    annotations: { ...physical, ...nodes("0,64", "1,1", "512,512") },
    finds: refusedOn("numa.mapped-physical-nodes"),
  },
  { name: "only wildcards", annotations: { ...physical, ...nodes("255,255", "1,1", "512,512") }, finds: [] },
  {
    name: "wildcards and numbers",
    annotations: { ...physical, ...nodes("0,255", "1,1", "512,512") },
    finds: refusedOn("numa.mapped-physical-nodes"),
  },
  {
    name: "a node without memory",
    annotations: { ...physical, ...nodes("0,1", "1,1", "1024,0") },
    finds: refusedOn("numa.count-of-memory-blocks"),
  },
  { name: "a node without processors", annotations: { ...physical, ...nodes("0,1", "2,0", "512,512") }, finds: [] },
  {
    name: "no processors at all",
    annotations: { ...physical, ...nodes("0,1", "0,0", "512,512") },
    finds: refusedOn("numa.count-of-processors"),
  },
  {
    name: "more processors than the VM has",
    annotations: { ...physical, ...nodes("0,1", "2,2", "512,512") },
    finds: ["error numa-totals-differ top.numa.count-of-processors"],
  },
  {
    name: "the VM's memory is rounded first",
    annotations: { ...physical, ...two, "top.memory.sizeinmb": "1023" },
    finds: ["information memory-odd top.memory.sizeinmb"],
  },
]);

runCases("implicit and incomplete virtual NUMA", "windows", [
  { name: "complete", annotations: { ...physical, ...implicit("1", "512") }, finds: [] },
  {
    name: "no size",
    annotations: { ...physical, "top.processor.numa.max-processors-per-node": "1" },
    finds: refusedOn("processor.numa.max-processors-per-node"),
  },
  {
    name: "no number of processors",
    annotations: { "top.processor.numa.max-size-per-node": "512" },
    finds: ["warning numa-incomplete top.processor.numa.max-size-per-node"],
  },
  {
    name: "preferred nodes alone",
    annotations: { "top.numa.preferred-physical-nodes": "0" },
    finds: ["warning numa-incomplete top.numa.preferred-physical-nodes"],
  },
  {
    name: "no mapped nodes",
    annotations: { "top.numa.count-of-processors": "1,1", "top.numa.count-of-memory-blocks": "512,512" },
    finds: [
      "warning numa-incomplete top.numa.count-of-processors",
      "warning numa-incomplete top.numa.count-of-memory-blocks",
    ],
  },
  {
    name: "an explicit topology beside it is not looked at",
    annotations: { ...physical, ...implicit("1", "512"), ...nodes("0,64", "9", "") },
    finds: [
      "warning numa-explicit-ignored top.numa.mapped-physical-nodes",
      "warning numa-explicit-ignored top.numa.count-of-processors",
    ],
  },
]);

runCases("virtual NUMA of a confidential Linux pod", "linux", [
  {
    name: "has no place in its document, so it is not checked",
    annotations: { "vm.lcow.securitypolicy": policy, ...implicit("1", "0") },
    finds: [
      "warning snp-ignores-key top.processor.numa.max-processors-per-node",
      "warning snp-ignores-key top.processor.numa.max-size-per-node",
    ],
  },
]);
