import { platformOs, type RuntimeOptions } from "../handlers/runtime-options.ts";
import { keys } from "./annotation-keys.ts";
import type { AddedAnnotation } from "./resolved.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** The annotations that runtime options add where they are absent (`UpdateSpecFromOptions`), in hcsshim's order. */
export function addedByOptions(
  annotations: ReadonlyMap<string, string>,
  options: RuntimeOptions,
): ReadonlyMap<string, AddedAnnotation> {
  const added = new Map<string, AddedAnnotation>();
  const add = (key: string, value: string, option: string): void => {
    if (annotations.has(key) || added.has(key)) return;
    added.set(key, { value, source: `${option} of ${options.origin ?? "the runtime handler"}` });
  };
  if (options.bootFilesRootPath) add(keys.bootFilesRootPath, options.bootFilesRootPath, "BootFilesRootPath");
  if (options.vmProcessorCount) add(keys.processorCount, String(options.vmProcessorCount), "VmProcessorCount");
  if (options.vmMemorySizeInMb) add(keys.memorySizeInMB, String(options.vmMemorySizeInMb), "VmMemorySizeInMb");
  if (options.ncProxyAddr) add(keys.networkConfigProxy, options.ncProxyAddr, "NCProxyAddr");
  for (const [key, value] of options.defaultContainerAnnotations ?? []) add(key, value, "DefaultContainerAnnotations");
  return added;
}

/** Whether the pod gets a utility VM: Linux pods always, Windows pods by their spec or by the handler's options. */
export function isHypervisorIsolated(input: SandboxInput): boolean {
  return (
    input.platform === "lcow" ||
    input.isolation === "hypervisor" ||
    input.runtimeOptions?.sandboxIsolation === "HYPERVISOR"
  );
}

/** What `platforms.Parse` takes: an operating system, perhaps with its version, then an architecture and its variant. */
const wellFormed = /^[\w-]+(?:\([\w.%+-]*\))?(?:\/[\w.-]+){0,2}$/;

/** `platforms.Format` of the usual names: without the version of the operating system and amd64's first variant. */
function formatPlatform(os: string, platform: string): string {
  const parts = platform
    .toLowerCase()
    .replace(/x86[_-]64/, "amd64")
    .replace("aarch64", "arm64")
    .replace(/(?<=amd64)\/v1$/, "")
    .split("/");
  const rest = parts.length > 1 ? parts.slice(1) : [parts[0]?.startsWith(os) ? "amd64" : parts[0]];
  return [os, ...rest].join("/");
}

function platformProblem(platform: string, sandbox: SandboxInput["platform"]): string | undefined {
  if (!wellFormed.test(platform)) return `invalid runtime sandbox platform: ${JSON.stringify(platform)}`;
  const os = platformOs(platform);
  const formatted = formatPlatform(os, platform);
  switch (os) {
    case "windows":
      return sandbox === "lcow"
        ? `non-empty Linux config in OCI spec for Windows sandbox platform: ${formatted}`
        : undefined;
    case "linux":
      return sandbox === "wcow" ? `empty Linux config in OCI spec for Linux sandbox platform: ${formatted}` : undefined;
    default:
      return `unknown runtime sandbox platform OS: ${formatted}`;
  }
}

/** Refuses a spec that does not fit the handler's own options (`createInternal`). */
export function checkRuntimeOptions(reading: SandboxReading, input: SandboxInput): void {
  const { runtimeOptions, platform } = input;
  if (runtimeOptions?.sandboxIsolation === "PROCESS" && isHypervisorIsolated(input)) {
    reading.refuse("invalid runtime sandbox isolation (PROCESS) for hypervisor isolated OCI spec");
  }
  if (runtimeOptions?.sandboxPlatform) {
    const problem = platformProblem(runtimeOptions.sandboxPlatform, platform);
    if (problem !== undefined) reading.refuse(problem);
  }
}
