import type { Target } from "../target.ts";
import type { RuntimeOptions } from "../uvm/sandbox-input.ts";
import type { ContainerdConfig, RuntimeHandler } from "./containerd-config.ts";
import { readContainerdConfig } from "./read-config.ts";
import { optionOf } from "./runtime-option.ts";

/** What a containerd configuration says of the target, by runtime handler. */
export interface ContainerdTarget {
  /** Patterns of `pod_annotations`; handlers that are built in and give none keep containerd's own. */
  readonly podAnnotations: Target["podAnnotations"];
  /** Options that hcsshim turns into annotations, or checks against the spec. */
  readonly runtimeOptions: ReadonlyMap<string, RuntimeOptions>;
}

/** The pieces of a target that a configuration's text gives; undefined where it gives none. */
export function targetFromContainerd(text: string): ContainerdTarget | undefined {
  const read = readContainerdConfig(text);
  return read.ok && read.config.handlers.length > 0 ? targetOf(read.config) : undefined;
}

const builtIn: ReadonlySet<string> = new Set(["runhcs-wcow-process", "runhcs-wcow-hypervisor"]);

function targetOf({ handlers }: ContainerdConfig): ContainerdTarget {
  const podAnnotations = new Map<string, readonly string[]>();
  const options = new Map<string, RuntimeOptions>();
  for (const handler of handlers) {
    if (!handler.isRead) continue;
    const patterns = handler.podAnnotations ?? (builtIn.has(handler.name) ? undefined : []);
    if (patterns !== undefined) podAnnotations.set(handler.name, patterns);
    options.set(handler.name, runtimeOptionsOf(handler));
  }
  return { podAnnotations, runtimeOptions: options };
}

/** A handler's options as the shim takes them. None at all: hcsshim does not check the isolation either. */
export function runtimeOptionsOf({ options }: RuntimeHandler): RuntimeOptions {
  const text = (name: string): string | undefined => {
    const value = optionOf(options, name);
    return typeof value === "string" ? value : undefined;
  };
  const count = (name: string): number | undefined => {
    const value = optionOf(options, name);
    return typeof value === "number" ? value : undefined;
  };
  return {
    bootFilesRootPath: text("BootFilesRootPath"),
    vmProcessorCount: count("VmProcessorCount"),
    vmMemorySizeInMb: count("VmMemorySizeInMb"),
    ncProxyAddr: text("NCProxyAddr"),
    defaultContainerAnnotations: new Map(defaultAnnotationsOf(options)),
    sandboxIsolation:
      options.size === 0 ? undefined : optionOf(options, "SandboxIsolation") === 1 ? "HYPERVISOR" : "PROCESS",
    sandboxPlatform: text("SandboxPlatform"),
  };
}

/** `DefaultContainerAnnotations`, without values that are no texts. */
export function defaultAnnotationsOf(options: ReadonlyMap<string, unknown>): readonly (readonly [string, string])[] {
  const table = optionOf(options, "DefaultContainerAnnotations");
  if (typeof table !== "object" || table === null) return [];
  return Object.entries(table).flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : []));
}
