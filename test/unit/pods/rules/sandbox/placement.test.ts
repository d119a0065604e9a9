import { policy, runCases } from "./cases.ts";

const guid = "12345678-1234-1234-1234-123456789ABC";
const linux = { "vm.lcow.securitypolicy": policy };

runCases("processors", "windows", [
  { name: "a count", annotations: { "top.processor.count": "4" }, finds: [] },
  { name: "0 counts as not set", annotations: { "top.processor.count": "0" }, finds: [] },
  {
    name: "the sign is lost on the way",
    annotations: { "top.processor.count": "-1", "top.processor.limit": "-1", "top.processor.weight": "-5" },
    finds: [
      "warning processor-negative top.processor.count",
      "warning processor-negative top.processor.limit",
      "warning processor-negative top.processor.weight",
    ],
  },
  { name: "without knowing the host no count is too high", annotations: { "top.processor.count": "1000" }, finds: [] },
  {
    name: "a count above the host's",
    annotations: { "top.processor.count": "9" },
    target: { hostProcessors: 8 },
    finds: ["information processor-count-clamped top.processor.count"],
  },
  {
    name: "documented ranges that hcsshim does not check",
    annotations: { "top.processor.limit": "100001", "top.processor.weight": "10001" },
    finds: ["hint processor-out-of-range top.processor.limit", "hint processor-out-of-range top.processor.weight"],
  },
]);

runCases("resource partition and CPU group", "windows", [
  { name: "a GUID of any case", annotations: { "vm.resource-partition-id": guid }, finds: [] },
  {
    name: "braces",
    annotations: { "vm.resource-partition-id": `{${guid}}` },
    finds: ["error resource-partition-invalid vm.resource-partition-id"],
  },
  {
    name: "empty is an error too",
    annotations: { "vm.resource-partition-id": "" },
    finds: ["error resource-partition-invalid vm.resource-partition-id"],
  },
  {
    name: "both",
    annotations: { "vm.resource-partition-id": guid, "vm.cpugroup.id": guid },
    finds: ["error cpu-group-with-resource-partition vm.cpugroup.id"],
  },
  {
    name: "a blank group conflicts already",
    annotations: { "vm.resource-partition-id": guid, "vm.cpugroup.id": " " },
    finds: ["error cpu-group-with-resource-partition vm.cpugroup.id"],
  },
  {
    name: "an empty group is none",
    annotations: { "vm.resource-partition-id": guid, "vm.cpugroup.id": "" },
    finds: [],
  },
  {
    name: "a group is not checked",
    annotations: { "vm.cpugroup.id": "my-group" },
    finds: ["warning cpu-group-not-guid vm.cpugroup.id"],
  },
  {
    name: "a group on an old host",
    annotations: { "vm.cpugroup.id": guid },
    target: { windowsBuild: 19042 },
    finds: ["error windows-build-too-old vm.cpugroup.id"],
  },
]);

runCases("storage and console", "windows", [
  {
    name: "a negative limit",
    annotations: { "vm.storageqos.iopsmaximum": "-1", "vm.storageqos.bandwidthmaximum": "0" },
    finds: ["warning storage-qos-negative vm.storageqos.iopsmaximum"],
  },
  { name: "a pipe", annotations: { "vm.console.pipe": "\\\\.\\PIPE\\uvm" }, finds: [] },
  { name: "no pipe", annotations: { "vm.console.pipe": "" }, finds: [] },
  {
    name: "a bare name",
    annotations: { "vm.console.pipe": "uvm" },
    finds: ["warning console-pipe-prefix vm.console.pipe"],
  },
  {
    name: "backslashes lost in quotes",
    annotations: { "vm.console.pipe": "\\.\\pipe\\uvm" },
    finds: ["warning console-pipe-prefix vm.console.pipe"],
  },
]);

runCases("Linux pods", "linux", [
  {
    name: "a confidential one has no place for a partition, but reads it",
    annotations: { ...linux, "vm.resource-partition-id": guid },
    finds: ["warning snp-ignores-key vm.resource-partition-id"],
  },
  {
    name: "so a bad one is still refused",
    annotations: { ...linux, "vm.resource-partition-id": "bad" },
    finds: ["error resource-partition-invalid vm.resource-partition-id"],
  },
  {
    name: "the cold discard hint on an old host",
    annotations: { "top.memory.enablecolddiscardhint": "true" },
    target: { windowsBuild: 18966 },
    finds: ["error windows-build-too-old top.memory.enablecolddiscardhint"],
  },
]);
