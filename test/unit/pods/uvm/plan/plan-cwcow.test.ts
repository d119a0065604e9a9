import assert from "node:assert/strict";
import { test } from "node:test";
import type { CwcowInput } from "../../../../../server/src/pods/uvm/plan/cwcow-input.ts";
import { writeGoJson } from "../../../../../server/src/pods/uvm/plan/go-json.ts";
import { bootCwcow, singleFiles } from "./cwcow.ts";
import { flatten, type Leaves, parseExact } from "./flatten.ts";

const standard = bootCwcow();

test("the document is that of uvmboot, in its order, with the run's own files", () => {
  const disk = (path: string, readOnly = true) => ({
    Type: "VirtualDisk",
    Path: path,
    ...(readOnly ? { ReadOnly: true } : {}),
  });
  const administrators = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";
  const expected = {
    Owner: "uvmboot.exe",
    SchemaVersion: { Major: 2, Minor: 5 },
    VirtualMachine: {
      Version: { Major: 12 },
      StopOnReset: true,
      Chipset: {
        Uefi: { ApplySecureBootTemplate: "Apply", SecureBootTemplateId: "1734c6e8-3154-4dda-ba5f-a874cc483422" },
      },
      ComputeTopology: { Memory: { SizeInMB: 2048 }, Processor: { Count: 2 } },
      Devices: {
        ComPorts: { "0": { NamedPipe: "\\\\.\\pipe\\uvmpipe" } },
        Scsi: {
          "df6d0690-79e5-55b6-a5ec-c1e2f77f580a": {
            Attachments: {
              "0": disk("C:\\snap\\sandbox.vhdx", false),
              "1": disk("C:\\boot\\boot.vhd"),
              "2": disk("C:\\boot\\rootfs.vhd"),
            },
          },
        },
        HvSocket: {
          HvSocketConfig: {
            DefaultBindSecurityDescriptor: administrators,
            ServiceTable: {
              "172dad59-976d-45f2-8b6c-6d1b13f2ac4d": {
                BindSecurityDescriptor: administrators,
                ConnectSecurityDescriptor: administrators,
                AllowWildcardBinds: true,
              },
            },
          },
        },
        VirtualSmb: {
          Shares: [
            {
              Name: "defaultEmptyShare",
              Path: "C:\\run\\EmptyDoNotModify",
              Options: { ReadOnly: true, ShareRead: true, NoOplocks: true },
            },
          ],
          DirectFileMappingInMB: 1024,
        },
      },
      GuestState: { GuestStateFilePath: "C:\\run\\cwcow.snp.vmgs", GuestStateFileType: "BlockStorage" },
      RegistryChanges: {
        AddValues: [
          {
            Key: { Hive: "System", Name: "CurrentControlSet\\Services\\gns" },
            Name: "EnableCompartmentNamespace",
            Type: "DWord",
            DWordValue: 1,
          },
        ],
      },
      SecuritySettings: {
        Isolation: {
          IsolationType: "SecureNestedPaging",
          LaunchData: "xJslcuZdrw5b7jtApDvUhSeBaR+Fa7fgUx6MaCYjKFQ=",
          HclEnabled: true,
        },
      },
    },
    ShouldTerminateOnLastHandleClosed: true,
  };
  assert.equal(writeGoJson(standard.document), JSON.stringify(expected));
});

const vm = "VirtualMachine";
const disks = `${vm}/Devices/Scsi/df6d0690-79e5-55b6-a5ec-c1e2f77f580a/Attachments`;
const isolationType = `${vm}/SecuritySettings/Isolation/IsolationType`;
const vmgs = `${vm}/GuestState/GuestStateFilePath`;
const processors = `${vm}/ComputeTopology/Processor/Count`;
const memory = `${vm}/ComputeTopology/Memory/SizeInMB`;
const screen = {
  [`${vm}/Devices/VideoMonitor`]: {},
  [`${vm}/Devices/Keyboard`]: {},
  [`${vm}/Devices/EnhancedModeVideo`]: {},
};
const gone = undefined;

/** What a flag changes in the document; a member that goes is undefined. */
const changes: readonly (readonly [why: string, input: Partial<CwcowInput>, changed: Leaves])[] = [
  ["the flags of single files", singleFiles, { [vmgs]: "C:\\run\\custom.vmgs" }],
  [
    "relative paths",
    { bootFilesPath: "b", scratchVhd: "..\\s.vhdx" },
    {
      [`${disks}/0/Path`]: "C:\\s.vhdx",
      [`${disks}/1/Path`]: "C:\\work\\b\\boot.vhd",
      [`${disks}/2/Path`]: "C:\\work\\b\\rootfs.vhd",
    },
  ],
  [
    "another isolation type has another VMGS and a screen",
    { isolationType: "GuestStateOnly" },
    {
      ...screen,
      [isolationType]: "GuestStateOnly",
      [vmgs]: "C:\\run\\cwcow.gso.vmgs",
    },
  ],
  [
    "a shorthand is expanded",
    { isolationType: "VBS" },
    {
      ...screen,
      [isolationType]: "VirtualizationBasedSecurity",
      [vmgs]: "C:\\run\\cwcow.vbs.vmgs",
    },
  ],
  ["SNP means no screen, which its long name does not have either", { isolationType: "SNP" }, {}],
  [
    "an unknown type goes through with the VMGS of SNP",
    { isolationType: "TrustDomain" },
    {
      ...screen,
      [isolationType]: "TrustDomain",
    },
  ],
  ["no type is SecureNestedPaging with a screen", { isolationType: "" }, screen],
  [
    "no Secure Boot",
    { disableSecureBoot: true },
    {
      [`${vm}/Chipset/Uefi/ApplySecureBootTemplate`]: "Skip",
      [`${vm}/Chipset/Uefi/SecureBootTemplateId`]: gone,
    },
  ],
  [
    "a writable EFI VHD is a copy",
    { writableEfi: true },
    {
      [`${disks}/1/Path`]: "C:\\run\\boot.vhd",
      [`${disks}/1/ReadOnly`]: gone,
    },
  ],
  [
    "no policy is not the open one",
    { securityPolicy: "" },
    {
      [`${vm}/SecuritySettings/Isolation/LaunchData`]: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    },
  ],
  ["processors are clamped to the host's", { cpus: 1000n }, { [processors]: 8 }],
  ["2^31 processors are a negative number to Go, which passes", { cpus: 2n ** 31n }, { [processors]: 2 ** 31 }],
  ["there is no minimum of memory, but it is even", { memory: 1023n }, { [memory]: 1024 }],
  ["no memory at all", { memory: 0n }, { [memory]: gone, [`${vm}/ComputeTopology/Memory`]: {} }],
  [
    "overcommit is honored",
    { allowOvercommit: true, enableDeferredCommit: true },
    {
      [`${vm}/ComputeTopology/Memory/AllowOvercommit`]: true,
      [`${vm}/ComputeTopology/Memory/EnableHotHint`]: true,
      [`${vm}/ComputeTopology/Memory/EnableDeferredCommit`]: true,
    },
  ],
  [
    "a resource partition, in lower case",
    { resourcePartition: "A7B3C5D1-4E2F-4A8B-9C6D-1E3F5A7B9C2D" },
    {
      [`${vm}/ResourcePartitionId`]: "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d",
    },
  ],
];
for (const [why, input, changed] of changes) {
  test(`uvmboot's flags: ${why}`, () => {
    const plan = bootCwcow(input);
    assert.equal(plan.error, null);
    const expected: Record<string, unknown> = { ...flatten(parseExact(writeGoJson(standard.document))), ...changed };
    for (const [path, value] of Object.entries(changed)) if (value === gone) delete expected[path];
    assert.deepEqual(flatten(parseExact(writeGoJson(plan.document))), expected);
  });
}
