import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isOurs } from "../../../../server/src/pods/annotations/is-ours.ts";
import { nearestKey } from "../../../../server/src/pods/annotations/nearest-key.ts";
import { allFacts } from "../../../../server/src/pods/annotations/registry.ts";

const vm = "io.microsoft.virtualmachine.";
const guid = "172dad59-976d-45f2-8b6c-6d1b13f2ac4d";

/** What somebody wrote, and what they meant. */
const meant: readonly (readonly [string, string | undefined])[] = [
  // seen in a pull request of hcsshim itself: the right last segment in the wrong family
  ["io.microsoft.container.processdumpcount", "io.microsoft.wcow.processdumpcount"],
  ["io.microsoft.container.processdumptype", "io.microsoft.wcow.processdumptype"],
  // letter case
  [`${vm}wcow.virtualsmb.nodirectmap`, `${vm}wcow.virtualSMB.nodirectmap`],
  [`${vm.toUpperCase()}WCOW.WRITABLE_EFI`, `${vm}wcow.writable_efi`],
  // separators and blanks
  ["io_microsoft_virtualmachine_wcow_isolation_type", `${vm}wcow.isolation_type`],
  [`${vm}wcow.isolation-type`, `${vm}wcow.isolation_type`],
  [`${vm}wcow.isolationtype`, `${vm}wcow.isolation_type`],
  [` ${vm}wcow.securitypolicy`, `${vm}wcow.securitypolicy`],
  // slips of the finger
  [`${vm}wcow.securtypolicy`, `${vm}wcow.securitypolicy`],
  [`${vm}wcow.wirtable_efi`, `${vm}wcow.writable_efi`],
  [`${vm}computetopology.memory.sizeinmbs`, `${vm}computetopology.memory.sizeinmb`],
  ["io.microsoft.virtualmachin.wcow.isolation_type", `${vm}wcow.isolation_type`],
  // one segment too many, too few, or another
  [`${vm}wcow.debug`, "io.microsoft.wcow.debug"],
  [`${vm}wcow.debug_data_path`, "io.microsoft.wcow.debug_data_path"],
  ["microsoft.com/wcow.debug_data_path", "io.microsoft.wcow.debug_data_path"],
  [`${vm}processor.count`, `${vm}computetopology.processor.count`],
  [`${vm}memory.sizeinmb`, `${vm}computetopology.memory.sizeinmb`],
  [`${vm}wcow.isolation_type.enabled`, `${vm}wcow.isolation_type`],
  [`${vm}wcow.bootfilesrootpath`, `${vm}bootfilesrootpath`],
  // a family keeps its GUID
  [`${vm}hvsocket.service-table.${guid}`, `${vm}hv-socket.service-table.${guid}`],
  // nothing near, or two equally near
  [`${vm}xcow.securitypolicy`, undefined],
  ["io.microsoft.something.else", undefined],
  ["microsoft.com/oss", undefined],
  ["kubernetes.io/os", undefined],
  ["", undefined],
];

test("the key that was meant is found", () => {
  for (const [written, key] of meant) assert.equal(nearestKey(written), key, written);
});

test("no suggestion is one that nothing reads", () => {
  assert.notEqual(nearestKey(`${vm}lcow.amd_certificates`), `${vm}lcow.amd-certificate`);
});

test("any declared key survives a change of its case", () => {
  const keys = allFacts.filter(({ neverRead, isPrefix }) => !neverRead && !isPrefix).map(({ key }) => key);
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.integer({ min: 0, max: 40 }), (key, at) => {
      assert.equal(nearestKey(key.slice(0, at) + key.slice(at).toUpperCase()), key);
    }),
  );
});

test("what begins like our keys, or nearly is one, is ours", () => {
  const ours = [
    "io.microsoft.wcow.debug",
    "io.microsoft.no.such.key",
    "IO.Microsoft.wcow.debug",
    "io_microsoft_virtualmachine_bootfilesrootpath",
    "microsoft.com/hostprocess",
    "microsoft.com/disable-hostprocess",
    "microsoft.com/wcow.debug_data_path",
  ];
  const foreign = [
    "microsoft.com/oss",
    "mcr.microsoft.com/windows/nanoserver",
    "microsoft.containerinstance.virtualnode.ccepolicy",
    "azure.workload.identity/use",
    "io.katacontainers.config.hypervisor.default_memory",
    "io.kubernetes.cri.untrusted-workload",
    "",
  ];
  for (const key of ours) assert.ok(isOurs(key), key);
  for (const key of foreign) assert.ok(!isOurs(key), key);
});
