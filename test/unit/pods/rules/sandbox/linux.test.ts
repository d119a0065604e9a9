import { policy, runCases } from "./cases.ts";

const confidential = { "vm.lcow.securitypolicy": policy };
const noHardware = { "vm.no_security_hardware": "true" };
const noHardwareNoted = "information no-security-hardware vm.no_security_hardware";

runCases("what a confidential Linux VM has no use for", "linux", [
  {
    name: "is cleared or dropped silently",
    annotations: {
      ...confidential,
      "vm.lcow.kernelbootoptions": "quiet",
      "vm.lcow.preferredrootfstype": "initrd",
      "vm.lcow.vpcienabled": "true",
      "vm.console.pipe": "no-pipe",
      "ms.container.processdumplocation": "/dumps",
    },
    finds: [
      "warning snp-ignores-key vm.lcow.kernelbootoptions",
      "warning snp-ignores-key vm.lcow.preferredrootfstype",
      "warning snp-ignores-key vm.lcow.vpcienabled",
      "warning snp-ignores-key vm.console.pipe",
      "warning snp-ignores-key ms.container.processdumplocation",
    ],
  },
  {
    name: "more than 128 VPMem devices are not refused either",
    annotations: { ...confidential, "vm.devices.virtualpmem.maximumcount": "129" },
    finds: ["warning snp-ignores-key vm.devices.virtualpmem.maximumcount"],
  },
  {
    name: "no VPMem is what it gets anyway",
    annotations: { ...confidential, "vm.devices.virtualpmem.maximumcount": "0" },
    finds: [],
  },
  {
    name: "without security hardware it boots like any other",
    annotations: { ...confidential, ...noHardware, "vm.lcow.kernelbootoptions": "quiet" },
    finds: [noHardwareNoted],
  },
]);

runCases("a Linux pod without a policy", "linux", [
  {
    name: "ignores the keys of confidential ones",
    annotations: { ...noHardware, "vm.lcow.hcl-enabled": "true", "vm.lcow.extra-vsock-ports": "1" },
    finds: [
      "warning confidential-key-without-policy vm.no_security_hardware",
      "warning confidential-key-without-policy vm.lcow.hcl-enabled",
      "warning confidential-key-without-policy vm.lcow.extra-vsock-ports",
    ],
  },
  {
    name: "is refused with a guest state file",
    annotations: { "vm.lcow.gueststatefile": "kernel.vmgs" },
    finds: ["error lcow-guest-state-needs-policy vm.lcow.gueststatefile"],
  },
  {
    name: "does not mind an empty one",
    annotations: { "vm.lcow.gueststatefile": "" },
    finds: [],
  },
]);

runCases("the boot of a confidential Linux pod", "linux", [
  {
    name: "an empty guest state file takes the isolation away",
    annotations: { ...confidential, "vm.lcow.gueststatefile": "" },
    finds: ["warning lcow-guest-state-empty vm.lcow.gueststatefile"],
  },
  {
    name: "an absolute path is not found",
    annotations: { ...confidential, "vm.lcow.gueststatefile": "C:\\boot\\kernel.vmgs" },
    finds: ["error lcow-guest-state-path vm.lcow.gueststatefile"],
  },
  {
    name: "without security hardware a guest state file is refused",
    annotations: { ...confidential, ...noHardware, "vm.lcow.gueststatefile": "kernel.vmgs" },
    finds: [noHardwareNoted, "error lcow-guest-state-needs-policy vm.lcow.gueststatefile"],
  },
  {
    name: "a scratch disk in clear text",
    annotations: { ...confidential, "vm.storage.scratch.encrypted": "false" },
    finds: ["warning scratch-not-encrypted vm.storage.scratch.encrypted"],
  },
  {
    name: "reference info is looked up in the default folder",
    annotations: {
      ...confidential,
      "vm.bootfilesrootpath": "C:\\lcow",
      "vm.lcow.uvm-reference-info-file": "r.cose",
      "vm.uvm-hash-envelope-reference-info-file": "",
    },
    finds: ["warning reference-info-default-folder vm.lcow.uvm-reference-info-file"],
  },
  {
    name: "an empty boot files folder is the shim's working directory",
    annotations: { ...confidential, "vm.bootfilesrootpath": "" },
    finds: ["warning boot-files-path-relative vm.bootfilesrootpath"],
  },
  {
    name: "the host's network",
    annotations: { ...confidential, "vm.lcow.hostnetwork": "true" },
    finds: ["information host-network-needs-policy vm.lcow.hostnetwork"],
  },
  {
    name: "never migrates",
    annotations: { ...confidential, "ms.migration.support-enabled": "true" },
    finds: ["warning live-migration ms.migration.support-enabled"],
  },
]);

const vpmem = "vm.devices.virtualpmem.maximumcount";

runCases("VPMem, and the other shim", "linux", [
  {
    name: "128 devices; the other shim takes none",
    annotations: { [vpmem]: "128" },
    finds: [`hint unsupported-by-lcow-v2 ${vpmem}`],
  },
  {
    name: "129 devices",
    annotations: { [vpmem]: "129" },
    finds: [`hint unsupported-by-lcow-v2 ${vpmem}`, `error vpmem-too-many ${vpmem}`],
  },
  {
    name: "an odd size",
    annotations: { "vm.devices.virtualpmem.maximumsizebytes": "4295000000" },
    finds: ["error vpmem-unaligned vm.devices.virtualpmem.maximumsizebytes"],
  },
  {
    name: "an odd size of no devices",
    annotations: { [vpmem]: "0", "vm.devices.virtualpmem.maximumsizebytes": "4097" },
    finds: [],
  },
  {
    name: "fully physically backed",
    annotations: { [vpmem]: "200", "vm.fullyphysicallybacked": "true" },
    finds: [`warning vpmem-dropped ${vpmem}`],
  },
  {
    name: "even false is refused by the other shim",
    annotations: { "vm.lcow.vpmem.nomultimapping": "false", "ms.network.ncproxy": "" },
    finds: ["hint unsupported-by-lcow-v2 vm.lcow.vpmem.nomultimapping"],
  },
  {
    name: "live migration is the other shim's",
    annotations: { "ms.migration.support-enabled": "true" },
    finds: ["information live-migration ms.migration.support-enabled"],
  },
]);

const vhdOnScsi = { "vm.lcow.preferredrootfstype": "vhd", [vpmem]: "0" };
const verity = { "vm.lcow.dmverity-mode": "true" };
const args = { "vm.lcow.dmverity-create-args": "rootfs,,,ro,0 1 verity" };

runCases("the root file system", "linux", [
  {
    name: "types are compared byte for byte",
    annotations: { "vm.lcow.preferredrootfstype": "VHD" },
    finds: ["warning root-fs-type-unknown vm.lcow.preferredrootfstype"],
  },
  {
    name: "an initrd is writable anyway",
    annotations: { "vm.lcow.preferredrootfstype": "initrd", "vm.lcow.writable-overlay-directories": "true" },
    finds: ["warning overlay-on-initrd vm.lcow.writable-overlay-directories"],
  },
  { name: "dm-verity for a VHD on SCSI", annotations: { ...vhdOnScsi, ...verity, ...args }, finds: [] },
  {
    name: "without its arguments",
    annotations: { ...vhdOnScsi, ...verity },
    finds: ["error dm-verity-needs-args vm.lcow.dmverity-mode"],
  },
  {
    name: "on VPMem, the default",
    annotations: { ...verity, ...args },
    finds: [
      "warning dm-verity-ignored vm.lcow.dmverity-mode",
      "warning dm-verity-ignored vm.lcow.dmverity-create-args",
    ],
  },
  {
    name: "on an initrd",
    annotations: { "vm.lcow.preferredrootfstype": "initrd", [vpmem]: "0", ...verity },
    finds: ["warning dm-verity-ignored vm.lcow.dmverity-mode"],
  },
  {
    name: "arguments alone",
    annotations: { ...vhdOnScsi, ...args },
    finds: ["warning dm-verity-ignored vm.lcow.dmverity-create-args"],
  },
]);
