import { normalizeMemorySize, normalizeProcessorCount } from "./normalize.ts";
import { isOfOptions, type ResolvedSandbox, type UvmOptions } from "./resolved.ts";

const platformNames = { wcow: "WCOW", lcow: "LCOW" } as const;

function describeIsolation({ platform, options }: UvmOptions): string {
  if (platform === "wcow") return options.confidential.IsolationType;
  return options.confidential.GuestStateFilePath === "" ? "" : "SecureNestedPaging";
}

/** Characters of a path that leave room for what stands beside the line. */
const longestPath = 24;

/** A path, or where it is long its end, from a separator on. */
function shortPath(path: string): string {
  if (path.length <= longestPath) return path;
  const end = path.slice(1 - longestPath);
  return `…${end.slice(Math.max(0, end.search(/[\\/]/)))}`;
}

function describeSwitches({ platform, options }: UvmOptions): readonly string[] {
  if (platform === "lcow") return [];
  const { WritableEFI, DisableSecureBoot, DebugMode, DebugDataPath } = options.confidential;
  return [
    ...(DisableSecureBoot ? ["no secure boot"] : []),
    ...(WritableEFI ? ["writable EFI"] : []),
    ...(DebugMode ? [DebugDataPath === "" ? "debug" : `debug → ${shortPath(DebugDataPath)}`] : []),
  ];
}

/**
 * A sandbox in one short line: "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · debug → C:\dbg". Sizes are
 * those of the VM, rounded and clamped; of a long path the end is told. `hostProcessors`: the host's logical processors,
 * where known.
 */
export function describeSandbox(sandbox: ResolvedSandbox, hostProcessors?: number): string {
  const { uvm } = sandbox;
  const platform = platformNames[sandbox.platform];
  if (uvm === undefined) return sandbox.isJobContainer ? "Host process pod" : `Process-isolated ${platform}`;
  const refused = sandbox.refusals.find(isOfOptions);
  const processors = normalizeProcessorCount(uvm.options.common.ProcessorCount, hostProcessors);
  const parts = [
    sandbox.confidential ? `Confidential ${platform}` : `Hyper-V isolated ${platform}`,
    describeIsolation(uvm),
    `${normalizeMemorySize(uvm.options.common.MemorySizeInMB)} MB`,
    `${processors} ${processors === 1 ? "CPU" : "CPUs"}`,
    ...describeSwitches(uvm),
    refused === undefined ? "" : "refused",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
