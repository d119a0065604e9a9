/** Elements of boot manager objects; application elements mean other things in other applications. */
export const bootManagerElements: ReadonlyMap<number, string> = new Map([
  [0x24000001, "displayorder"],
  [0x24000002, "bootsequence"],
  [0x23000003, "default"],
  [0x25000004, "timeout"],
  [0x26000005, "resume"],
  [0x23000006, "resumeobject"],
  [0x24000007, "startupsequence"],
  [0x24000010, "toolsdisplayorder"],
  [0x26000020, "displaybootmenu"],
  [0x26000021, "noerrordisplay"],
  [0x21000022, "bcddevice"],
  [0x22000023, "bcdfilepath"],
  [0x26000024, "hormenabled"],
  [0x26000025, "hiberboot"],
  [0x22000026, "passwordoverride"],
  [0x22000027, "pinpassphraseoverride"],
  [0x26000028, "processcustomactionsfirst"],
  [0x27000030, "customactions"],
  [0x26000031, "persistbootsequence"],
  [0x26000032, "skipstartupsequence"],
]);

/** Elements of resume-from-hibernation objects. */
export const resumeElements: ReadonlyMap<number, string> = new Map([
  [0x21000001, "filedevice"],
  [0x22000002, "filepath"],
  [0x26000003, "customsettings"],
  [0x26000004, "pae"],
  [0x21000005, "associatedosdevice"],
  [0x26000006, "debugoptionenabled"],
  [0x25000007, "bootux"],
  [0x25000008, "bootmenupolicy"],
]);

/** Elements of memory tester objects. */
export const memoryTesterElements: ReadonlyMap<number, string> = new Map([
  [0x25000001, "passcount"],
  [0x25000002, "testmix"],
  [0x25000003, "failurecount"],
  [0x26000003, "cacheenable"],
  [0x26000004, "failuresenabled"],
]);

/** Elements of device objects: RAM disks, composite and CimFS devices. */
export const deviceElements: ReadonlyMap<number, string> = new Map([
  [0x35000001, "ramdiskimageoffset"],
  [0x35000002, "ramdisktftpclientport"],
  [0x31000003, "ramdisksdidevice"],
  [0x32000004, "ramdisksdipath"],
  [0x35000005, "ramdiskimagelength"],
  [0x36000006, "exportascd"],
  [0x35000007, "ramdisktftpblocksize"],
  [0x35000008, "ramdisktftpwindowsize"],
  [0x36000009, "ramdiskmcenabled"],
  [0x3600000a, "ramdiskmctftpfallback"],
  [0x3600000b, "ramdisktftpvarwindow"],
  [0x3100000e, "primarydevice"],
  [0x3100000f, "secondarydevice"],
  [0x32000011, "cimfsrootdirectory"],
  [0x31000012, "cimfsparentdevice"],
]);

/** Elements of the templates that setup makes entries from. */
export const setupElements: ReadonlyMap<number, string> = new Map([
  [0x45000001, "devicetype"],
  [0x42000002, "applicationrelativepath"],
  [0x42000003, "ramdiskdevicerelativepath"],
  [0x46000004, "omitosloaderelements"],
  [0x47000006, "elementstomigrate"],
  [0x46000010, "recoveryos"],
]);
