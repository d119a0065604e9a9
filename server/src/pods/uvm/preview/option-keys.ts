import type { Platform } from "../../manifest/annotation-set.ts";
import { keys } from "../annotation-keys.ts";

type Deciding = Readonly<Record<string, readonly string[]>>;

const shared: Deciding = {
  MemorySizeInMB: [keys.memorySizeInMB],
  LowMMIOGapInMB: [keys.lowMmioGapInMB],
  HighMMIOBaseInMB: [keys.highMmioBaseInMB],
  HighMMIOGapInMB: [keys.highMmioGapInMB],
  AllowOvercommit: [keys.allowOvercommit, keys.fullyPhysicallyBacked],
  FullyPhysicallyBacked: [keys.fullyPhysicallyBacked],
  EnableDeferredCommit: [keys.enableDeferredCommit],
  ProcessorCount: [keys.processorCount],
  ProcessorLimit: [keys.processorLimit],
  ProcessorWeight: [keys.processorWeight],
  StorageQoSIopsMaximum: [keys.storageQosIopsMaximum],
  StorageQoSBandwidthMaximum: [keys.storageQosBandwidthMaximum],
  CPUGroupID: [keys.cpuGroupId],
  ResourcePartitionID: [keys.resourcePartitionId],
  NetworkConfigProxy: [keys.networkConfigProxy],
  ProcessDumpLocation: [keys.containerProcessDumpLocation],
  NoWritableFileShares: [keys.disableWritableFileShares, keys.disableUnsafeOperations],
  DumpDirectoryPath: [keys.dumpDirectoryPath],
  MaxMemorySizePerNumaNode: [keys.numaMaximumMemorySizePerNode],
  MaxProcessorsPerNumaNode: [keys.numaMaximumProcessorsPerNode],
  PreferredPhysicalNumaNodes: [keys.numaPreferredPhysicalNodes],
  NumaMappedPhysicalNodes: [keys.numaMappedPhysicalNodes],
  NumaProcessorCounts: [keys.numaCountOfProcessors],
  NumaMemoryBlocksCounts: [keys.numaCountOfMemoryBlocks],
  ConsolePipe: [keys.consolePipe],
  UVMHashEnvelopeReferenceInfoFile: [keys.uvmHashEnvelopeReferenceInfoFile, keys.bootFilesRootPath],
};

const wcow: Deciding = {
  SecurityPolicy: [keys.wcowSecurityPolicy],
  SecurityPolicyEnabled: [keys.wcowSecurityPolicy],
  SecurityPolicyEnforcer: [keys.wcowEnforcer],
  IsolationType: [keys.wcowIsolationType, keys.noSecurityHardware],
  GuestStateFilePath: [keys.wcowGuestStateFile, keys.bootFilesRootPath, keys.wcowIsolationType],
  UVMReferenceInfoFile: [keys.wcowReferenceInfoFile, keys.bootFilesRootPath],
  DisableSecureBoot: [keys.wcowDisableSecureBoot],
  WritableEFI: [keys.wcowWritableEfi],
  DebugMode: [keys.wcowDebugMode],
  DebugDataPath: [keys.wcowDebugDataPath],
  BootFilesRootPath: [keys.bootFilesRootPath],
  DisableCompartmentNamespace: [keys.disableCompartmentNamespace],
  NoDirectMap: [keys.vsmbNoDirectMap, keys.disableUnsafeOperations],
  NoInheritHostTimezone: [keys.noInheritHostTimezone],
  AdditionalRegistryKeys: [keys.additionalRegistryKeys],
  LogSources: [keys.logSources],
  LogForwardingEnabled: [keys.logForwardingEnabled],
  DefaultLogSourcesEnabled: [keys.defaultLogSourcesEnabled],
};

const lcow: Deciding = {
  SecurityPolicy: [keys.lcowSecurityPolicy],
  SecurityPolicyEnabled: [keys.lcowSecurityPolicy],
  SecurityPolicyEnforcer: [keys.lcowEnforcer],
  GuestStateFilePath: [keys.lcowGuestStateFile],
  UVMReferenceInfoFile: [keys.lcowReferenceInfoFile],
  DmVerityRootFsVhd: [keys.dmVerityRootFsVhd],
  DmVerityMode: [keys.dmVerityMode],
  DmVerityCreateArgs: [keys.dmVerityCreateArgs],
  BootFilesPath: [keys.bootFilesRootPath],
  KernelFile: [keys.bootFilesRootPath],
  RootFSFile: [keys.preferredRootFsType, keys.bootFilesRootPath],
  PreferredRootFSType: [keys.preferredRootFsType, keys.bootFilesRootPath],
  KernelDirect: [keys.kernelDirectBoot],
  KernelBootOptions: [keys.kernelBootOptions],
  ExecCommandLine: [keys.extraExecCommandArgs],
  VPMemDeviceCount: [keys.vpmemCount, keys.fullyPhysicallyBacked],
  VPMemSizeBytes: [keys.vpmemSize],
  VPMemNoMultiMapping: [keys.vpmemNoMultiMapping],
  EnableColdDiscardHint: [keys.enableColdDiscardHint],
  VPCIEnabled: [keys.vpciEnabled],
  EnableScratchEncryption: [keys.encryptedScratchDisk],
  DisableTimeSyncService: [keys.disableTimeSyncService],
  HclEnabled: [keys.lcowHclEnabled],
  ExtraVSockPorts: [keys.extraVsockPorts],
  PolicyBasedRouting: [keys.policyBasedRouting],
  WritableOverlayDirs: [keys.writableOverlayDirs],
};

const byPlatform = {
  wcow: new Map(Object.entries({ ...shared, ...wcow })),
  lcow: new Map(Object.entries({ ...shared, ...lcow })),
} as const;

/** The annotations that decide an option, the most direct one first; none for an option that no annotation sets. */
export const decidingKeys = (platform: Platform, option: string): readonly string[] =>
  byPlatform[platform].get(option) ?? [];
