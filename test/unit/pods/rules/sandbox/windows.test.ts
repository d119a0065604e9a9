import { policy, runCases } from "./cases.ts";

const confidential = { "vm.wcow.securitypolicy": policy };

runCases("keys of confidential pods without a policy", "windows", [
  {
    name: "each is ignored, whatever its value",
    annotations: {
      "vm.wcow.no_secure_boot": "true",
      "vm.wcow.gueststatefile": "",
      "vm.wcow.uvm-reference-info-file": "r.cose",
      "vm.uvm-hash-envelope-reference-info-file": "h.cose",
      "vm.bootfilesrootpath": "boot",
    },
    finds: [
      "warning confidential-key-without-policy vm.wcow.no_secure_boot",
      "warning confidential-key-without-policy vm.wcow.gueststatefile",
      "warning confidential-key-without-policy vm.wcow.uvm-reference-info-file",
      "warning confidential-key-without-policy vm.uvm-hash-envelope-reference-info-file",
      "warning confidential-key-without-policy vm.bootfilesrootpath",
    ],
  },
  { name: "keys of every Windows VM are none of them", annotations: { "vm.forwardlogs.enable": "true" }, finds: [] },
]);

runCases("firmware", "windows", [
  {
    name: "writable EFI without a policy panics the shim",
    annotations: { "vm.wcow.writable_efi": "true" },
    finds: ["error writable-efi-needs-policy vm.wcow.writable_efi"],
  },
  { name: "read-only EFI does not", annotations: { "vm.wcow.writable_efi": "false" }, finds: [] },
  { name: "an unreadable value is read-only EFI", annotations: { "vm.wcow.writable_efi": "yes" }, finds: [] },
  { name: "nor does a confidential pod", annotations: { ...confidential, "vm.wcow.writable_efi": "true" }, finds: [] },
  {
    name: "secure boot off",
    annotations: { ...confidential, "vm.wcow.no_secure_boot": "true" },
    finds: ["warning secure-boot-off vm.wcow.no_secure_boot"],
  },
]);

runCases("the guest state file", "windows", [
  {
    name: "empty is not the default",
    annotations: { ...confidential, "vm.wcow.gueststatefile": "" },
    finds: ["error guest-state-file-empty vm.wcow.gueststatefile"],
  },
  {
    name: "a bare name is not joined to the boot files folder",
    annotations: { ...confidential, "vm.bootfilesrootpath": "C:\\boot", "vm.wcow.gueststatefile": "my.vmgs" },
    finds: ["warning boot-file-path-relative vm.wcow.gueststatefile"],
  },
  {
    name: "of the default isolation type",
    annotations: { ...confidential, "vm.wcow.gueststatefile": "C:\\boot\\cwcow.snp.vmgs" },
    finds: [],
  },
  {
    name: "of another isolation type",
    annotations: { ...confidential, "vm.wcow.gueststatefile": "C:\\boot\\cwcow.VBS.vmgs" },
    finds: ["warning guest-state-file-mismatch vm.wcow.gueststatefile"],
  },
  {
    name: "no_security_hardware chooses GuestStateOnly",
    annotations: {
      ...confidential,
      "vm.no_security_hardware": "true",
      "vm.wcow.gueststatefile": "C:\\b\\cwcow.snp.vmgs",
    },
    finds: [
      "information no-security-hardware vm.no_security_hardware",
      "warning guest-state-file-mismatch vm.wcow.gueststatefile",
    ],
  },
  {
    name: "three letters within a word, or in a folder, say nothing",
    annotations: { ...confidential, "vm.wcow.gueststatefile": "C:\\vbs\\gsodemo.vmgs" },
    finds: [],
  },
]);

runCases("paths of boot files", "windows", [
  { name: "an absolute root", annotations: { ...confidential, "vm.bootfilesrootpath": "C:/boot/" }, finds: [] },
  { name: "empty is the default root", annotations: { ...confidential, "vm.bootfilesrootpath": "" }, finds: [] },
  {
    name: "a relative root",
    annotations: { ...confidential, "vm.bootfilesrootpath": "..\\boot" },
    finds: ["warning boot-files-path-relative vm.bootfilesrootpath"],
  },
  {
    name: "variables are not expanded",
    annotations: { ...confidential, "vm.bootfilesrootpath": "%ProgramData%\\boot" },
    finds: ["warning boot-files-path-relative vm.bootfilesrootpath"],
  },
  {
    name: "reference info is a whole path too",
    annotations: { ...confidential, "vm.wcow.uvm-reference-info-file": "r.cose" },
    finds: ["warning boot-file-path-relative vm.wcow.uvm-reference-info-file"],
  },
  {
    name: "no reference info at all",
    annotations: { ...confidential, "vm.wcow.uvm-reference-info-file": "" },
    finds: [],
  },
]);

runCases("process dumps", "windows", [
  { name: "of a plain pod", annotations: { "ms.container.processdumplocation": "C:\\dumps" }, finds: [] },
  {
    name: "of a confidential pod are the policy's affair",
    annotations: { ...confidential, "ms.container.processdumplocation": "C:\\dumps" },
    finds: ["information process-dumps-need-policy ms.container.processdumplocation"],
  },
]);
