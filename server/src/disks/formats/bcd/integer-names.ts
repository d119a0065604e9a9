const messages = ["Default", "Resume", "HyperV", "Recovery", "StartupRepair"];

/** What the numbers of some integer elements mean, by bcdedit's words; the number is the index. */
const names: ReadonlyMap<number, readonly string[]> = new Map([
  [0x15000011, ["Serial", "1394", "USB", "Net", "Local"]],
  [0x15000018, ["Active", "AutoEnable", "Disable"]],
  [0x15000065, messages],
  [0x15000066, messages],
  [0x25000020, ["OptIn", "OptOut", "AlwaysOff", "AlwaysOn"]],
  [0x25000021, ["Default", "ForceEnable", "ForceDisable"]],
  [0x25000080, ["Minimal", "Network", "DsRepair"]],
  [0x250000c2, ["Legacy", "Standard"]],
  [0x250000e0, ["DisplayAllFailures", "IgnoreAllFailures", "IgnoreShutdownFailures", "IgnoreBootFailures"]],
  [0x250000f0, ["Off", "Auto"]],
  [0x250000f3, ["Serial", "1394", "None", "Net"]],
]);

/** The word for an integer element's value, where there is one. */
export function integerName(code: number, value: bigint): string | undefined {
  return value < 16n ? names.get(code)?.[Number(value)] : undefined;
}
