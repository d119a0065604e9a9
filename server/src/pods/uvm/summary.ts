import { normalizeMemorySize, normalizeProcessorCount } from "./normalize.ts";
import type { ResolvedSandbox, UvmOptions } from "./resolved.ts";

const platformNames = { wcow: "WCOW", lcow: "LCOW" } as const;

function describeBoot(uvm: UvmOptions): readonly string[] {
  if (uvm.platform === "lcow") return uvm.options.GuestStateFilePath === "" ? [] : ["SecureNestedPaging"];
  const { IsolationType, WritableEFI, DisableSecureBoot, DebugMode, DebugDataPath } = uvm.options;
  return [
    ...(IsolationType === "" ? [] : [IsolationType]),
    ...(DisableSecureBoot ? ["no secure boot"] : []),
    ...(WritableEFI ? ["writable EFI"] : []),
    ...(DebugMode ? [`debug → ${DebugDataPath}`] : []),
  ];
}

/**
 * A sandbox in one short line: "Confidential WCOW · SecureNestedPaging · debug → C:\dbg · 2048 MB · 2 CPUs". Sizes are
 * those of the VM, rounded and clamped. `hostProcessors`: the host's logical processors, where known.
 */
export function describeSandbox(sandbox: ResolvedSandbox, hostProcessors?: number): string {
  const { uvm } = sandbox;
  const platform = platformNames[sandbox.platform];
  if (uvm === undefined) return sandbox.isJobContainer ? "Host process pod" : `Process-isolated ${platform}`;
  const refused = sandbox.refusals.find(({ stage }) => stage !== "start");
  const processors = normalizeProcessorCount(uvm.options.ProcessorCount, hostProcessors);
  return [
    sandbox.confidential ? `Confidential ${platform}` : `Hyper-V isolated ${platform}`,
    ...describeBoot(uvm),
    `${normalizeMemorySize(uvm.options.MemorySizeInMB)} MB`,
    `${processors} ${processors === 1 ? "CPU" : "CPUs"}`,
    ...(refused === undefined ? [] : ["refused"]),
  ].join(" · ");
}
