import { keys } from "../annotation-keys.ts";
import { windowsServices } from "../guest-services.ts";
import type { GoValue } from "../plan/go-json.ts";
import { type ExplainedSandbox, explainOption } from "./explain-option.ts";

/** What a value is, where that is not plain, and the option that it follows. */
type Remark =
  | { readonly text: string; readonly option?: string }
  | { readonly text?: undefined; readonly option: string };

const option = (name: string): Remark => ({ option: name });
const text = (words: string, from?: string): Remark =>
  from === undefined ? { text: words } : { text: words, option: from };

const memory = "VirtualMachine/ComputeTopology/Memory";
const processor = "VirtualMachine/ComputeTopology/Processor";
const numa = "VirtualMachine/ComputeTopology/Numa";
const chipset = "VirtualMachine/Chipset";
const devices = "VirtualMachine/Devices";
const isolation = "VirtualMachine/SecuritySettings/Isolation";
const disks = `${devices}/Scsi/*/Attachments`;

/** Remarks by path; `*` stands for one name. */
const remarks: ReadonlyMap<string, Remark> = new Map([
  ["Owner", text("the shim's file name")],
  ["SchemaVersion", text("2.5 where the VM starts from a VMGS file, else 2.1")],
  ["ShouldTerminateOnLastHandleClosed", text("the VM ends with the process that made it")],
  ["VirtualMachine/StopOnReset", text("always: the VM ends where its guest would restart")],
  ["VirtualMachine/Version", text("the first version with what SNP needs")],
  [`${chipset}/Uefi/SecureBootTemplateId`, text("Hyper-V's template Microsoft Windows")],
  [`${chipset}/Uefi/BootThis/DevicePath`, text("below the VM's shared system files")],
  [`${chipset}/Uefi/BootThis/VmbFsRootPath`, option("BootFilesPath")],
  [`${chipset}/Uefi/BootThis/OptionalData`, text("the kernel's command line")],
  [`${chipset}/LinuxKernelDirect/KernelCmdLine`, text("the kernel's command line")],
  [`${chipset}/LinuxKernelDirect/KernelFilePath`, option("BootFilesPath")],
  [`${chipset}/LinuxKernelDirect/InitRdPath`, option("RootFSFile")],
  [`${memory}/SizeInMB`, option("MemorySizeInMB")],
  [`${memory}/AllowOvercommit`, option("AllowOvercommit")],
  [`${memory}/EnableHotHint`, text("goes with AllowOvercommit")],
  [`${memory}/EnableColdDiscardHint`, option("EnableColdDiscardHint")],
  [`${memory}/EnableDeferredCommit`, option("EnableDeferredCommit")],
  [`${memory}/LowMmioGapInMB`, option("LowMMIOGapInMB")],
  [`${memory}/HighMmioBaseInMB`, option("HighMMIOBaseInMB")],
  [`${memory}/HighMmioGapInMB`, option("HighMMIOGapInMB")],
  [`${memory}/SlitType`, text("goes with virtual NUMA")],
  [`${processor}/Count`, option("ProcessorCount")],
  [`${processor}/Limit`, option("ProcessorLimit")],
  [`${processor}/Weight`, option("ProcessorWeight")],
  [`${processor}/CpuGroup/Id`, option("CPUGroupID")],
  [`${processor}/NumaProcessorsSettings`, option("MaxProcessorsPerNumaNode")],
  [`${numa}/MaxSizePerNode`, option("MaxMemorySizePerNumaNode")],
  [`${numa}/PreferredPhysicalNodes`, option("PreferredPhysicalNumaNodes")],
  [`${numa}/Settings/*/PhysicalNodeNumber`, option("NumaMappedPhysicalNodes")],
  [`${numa}/Settings/*/CountOfProcessors`, option("NumaProcessorCounts")],
  [`${numa}/Settings/*/CountOfMemoryBlocks`, option("NumaMemoryBlocksCounts")],
  [`${devices}/ComPorts/0/NamedPipe`, option("ConsolePipe")],
  [`${devices}/VirtualPMem/Devices/0/HostPath`, option("RootFSFile")],
  [`${devices}/VirtualPMem/MaximumCount`, option("VPMemDeviceCount")],
  [`${devices}/VirtualPMem/MaximumSizeBytes`, option("VPMemSizeBytes")],
  [`${devices}/HvSocket/HvSocketConfig/DefaultBindSecurityDescriptor`, text("who may listen, in SDDL")],
  [`${devices}/HvSocket/HvSocketConfig/DefaultConnectSecurityDescriptor`, text("who may connect, in SDDL")],
  [`${devices}/GuestCrashReporting/WindowsCrashSettings/DumpFileName`, option("DumpDirectoryPath")],
  [`${devices}/Scsi/*`, text("an identifier that hcsshim gives its controllers")],
  [`${devices}/VirtualSmb/DirectFileMappingInMB`, text("always")],
  [`${devices}/VirtualSmb/Shares/*/Options/NoDirectmap`, option("NoDirectMap")],
  ["VirtualMachine/GuestState/GuestStateFilePath", text("a copy of the guest state file", "GuestStateFilePath")],
  ["VirtualMachine/GuestState/GuestStateFileType", text("always, for a pod of this kind")],
  ["VirtualMachine/StorageQoS/IopsMaximum", option("StorageQoSIopsMaximum")],
  ["VirtualMachine/StorageQoS/BandwidthMaximum", option("StorageQoSBandwidthMaximum")],
  ["VirtualMachine/DebugOptions/BugcheckSavedStateFileName", option("DumpDirectoryPath")],
  ["VirtualMachine/DebugOptions/BugcheckNoCrashdumpSavedStateFileName", option("DumpDirectoryPath")],
  [`${isolation}/LaunchData`, text("SHA-256 of the decoded policy")],
  ["VirtualMachine/ResourcePartitionId", option("ResourcePartitionID")],
]);

const confidentialWcow: ReadonlyMap<string, Remark> = new Map([
  [`${chipset}/Uefi/ApplySecureBootTemplate`, option("DisableSecureBoot")],
  [`${isolation}/IsolationType`, option("IsolationType")],
  [`${isolation}/HclEnabled`, text("always")],
  [`${disks}/0/Path`, text("the scratch VHD, which must be at LUN 0")],
  [`${disks}/1/Path`, text("the VHD of the EFI system partition, a copy where it is writable", "BootFilesRootPath")],
  [`${disks}/1/ReadOnly`, option("WritableEFI")],
  [`${disks}/2/Path`, text("the VHD of the operating system", "BootFilesRootPath")],
  [`${disks}/2/ReadOnly`, text("always")],
  [`${devices}/VirtualSmb/Shares/*/Path`, text("an empty folder of the bundle")],
]);

const plainWcow: ReadonlyMap<string, Remark> = new Map([
  [`${disks}/0/Path`, text("the VM's own scratch VHD")],
  [`${devices}/VirtualSmb/Shares/*/Path`, text("the base layer of the pod's image")],
]);

const lcow: ReadonlyMap<string, Remark> = new Map([
  [`${isolation}/HclEnabled`, option("HclEnabled")],
  [`${disks}/0/Path`, text("the root file system")],
]);

function ownRemarks({ resolved }: ExplainedSandbox): ReadonlyMap<string, Remark> {
  if (resolved.platform === "lcow") return lcow;
  return resolved.confidential ? confidentialWcow : plainWcow;
}

const serviceTable = `${devices}/HvSocket/HvSocketConfig/ServiceTable/`;
const registryValue = /^VirtualMachine\/RegistryChanges\/AddValues\/\d+\/Name$/;

/** Registry values that hcsshim sets by itself, by name. */
const registryOptions: ReadonlyMap<GoValue, string> = new Map<GoValue, string>([
  ["EnableCompartmentNamespace", "DisableCompartmentNamespace"],
  ["Start", "ProcessDumpLocation"],
  ["Disabled", "ProcessDumpLocation"],
]);

function listedRemark(path: string, value: GoValue, { annotations }: ExplainedSandbox): Remark | undefined {
  if (registryValue.test(path)) return option(registryOptions.get(value) ?? "AdditionalRegistryKeys");
  if (!path.startsWith(serviceTable)) return undefined;
  const id = path.slice(serviceTable.length);
  if (id.includes("/")) return undefined;
  if (id === windowsServices.log) return option("LogForwardingEnabled");
  const key = [...annotations.keys()].find((each) => each.toLowerCase() === keys.hvSocketPrefix + id);
  return text(key ?? "needed by the guest's compute service");
}

/** `names` with every name that stands for one of many replaced by `*`: identifiers of controllers, indexes of lists. */
function pattern(names: readonly string[]): string {
  return names
    .map((name, index) => {
      const parent = names[index - 1];
      return parent === "Scsi" || parent === "Settings" || parent === "Shares" ? "*" : name;
    })
    .join("/");
}

/** What is remarked of a line of the document: where its value comes from; undefined where there is nothing to say. */
export function documentRemark(
  names: readonly string[],
  value: GoValue,
  sandbox: ExplainedSandbox,
): string | undefined {
  const path = pattern(names);
  const remark = ownRemarks(sandbox).get(path) ?? remarks.get(path) ?? listedRemark(path, value, sandbox);
  if (remark === undefined) return undefined;
  const source = remark.option === undefined ? undefined : explainOption(remark.option, sandbox).text;
  if (remark.text === undefined) return source;
  return source === undefined ? remark.text : `${remark.text} (${source})`;
}
