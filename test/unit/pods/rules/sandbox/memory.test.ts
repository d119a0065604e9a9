import { policy, runCases } from "./cases.ts";

const confidential = { "vm.wcow.securitypolicy": policy };
const size = (value: string) => ({ "top.memory.sizeinmb": value });

runCases("memory of a plain Windows pod", "windows", [
  { name: "even", annotations: size("1024"), finds: [] },
  { name: "odd is rounded up", annotations: size("3001"), finds: ["information memory-odd top.memory.sizeinmb"] },
  { name: "0 counts as not set", annotations: size("0"), finds: ["warning memory-zero top.memory.sizeinmb"] },
  {
    name: "bytes",
    annotations: size("4294967296"),
    finds: ["warning memory-not-in-mb top.memory.sizeinmb"],
  },
  {
    name: "the largest number is rounded to nothing",
    annotations: size("18446744073709551615"),
    finds: ["warning memory-not-in-mb top.memory.sizeinmb"],
  },
  { name: "a quantity is unreadable, which another rule says", annotations: size("2Gi"), finds: [] },
]);

runCases("memory of a confidential Windows pod", "windows", [
  { name: "the floor", annotations: { ...confidential, ...size("2048") }, finds: [] },
  {
    name: "below the floor; that it is odd as well does not matter",
    annotations: { ...confidential, ...size("2047") },
    finds: ["error memory-below-floor top.memory.sizeinmb"],
  },
  {
    name: "0 is below the floor",
    annotations: { ...confidential, ...size("0") },
    finds: ["error memory-below-floor top.memory.sizeinmb"],
  },
  { name: "unreadable is 2048", annotations: { ...confidential, ...size("1536.0") }, finds: [] },
  {
    name: "overcommit is turned off",
    annotations: { ...confidential, "top.memory.allowovercommit": "true" },
    finds: ["warning overcommit-forced-off top.memory.allowovercommit"],
  },
  {
    name: "so deferred commit is refused",
    annotations: { ...confidential, "top.memory.enabledeferredcommit": "true" },
    finds: ["error deferred-commit-refused top.memory.enabledeferredcommit"],
  },
]);

runCases("what backs the memory of a plain pod", "windows", [
  { name: "deferred commit with overcommit", annotations: { "top.memory.enabledeferredcommit": "true" }, finds: [] },
  {
    name: "deferred commit without",
    annotations: { "top.memory.enabledeferredcommit": "true", "top.memory.allowovercommit": "false" },
    finds: ["error deferred-commit-refused top.memory.enabledeferredcommit"],
  },
  {
    name: "fully physically backed turns overcommit off",
    annotations: {
      "vm.fullyphysicallybacked": "true",
      "top.memory.allowovercommit": "true",
      "top.memory.enabledeferredcommit": "true",
    },
    finds: [
      "warning overcommit-forced-off top.memory.allowovercommit",
      "error deferred-commit-refused top.memory.enabledeferredcommit",
    ],
  },
]);

const linux = { "vm.lcow.securitypolicy": policy };

runCases("memory of a confidential Linux pod", "linux", [
  { name: "has no floor", annotations: { ...linux, ...size("512") }, finds: [] },
  {
    name: "overcommit is turned off",
    annotations: { ...linux, "top.memory.allowovercommit": "1" },
    finds: ["warning overcommit-forced-off top.memory.allowovercommit"],
  },
  {
    name: "but not without security hardware",
    annotations: { ...linux, "vm.no_security_hardware": "true", "top.memory.allowovercommit": "1" },
    finds: ["information no-security-hardware vm.no_security_hardware"],
  },
]);
