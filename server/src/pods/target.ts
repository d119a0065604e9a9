import type { RuntimeOptions } from "./handlers/runtime-options.ts";
import type { Isolation, Platform } from "./manifest/annotation-set.ts";

/** The hcsshim releases whose annotation tables we know; the newest is the default. */
export const hcsshimVersions = ["0.14", "0.15"] as const;
export type HcsshimVersion = (typeof hcsshimVersions)[number];

/** As many logical processors as a host may be said to have: more than any Windows Server has. */
export const mostProcessors = 2048;
/** The highest build of Windows that may be named. */
export const highestBuild = 999_999;

/** What a containerd configuration says of runtime handlers, beside their lists. */
export interface KnownContainerd {
  /** Name of its file, without folders, for messages. */
  readonly fileName: string;
  /** By runtime handler; only handlers whose options hcsshim's shim gets. */
  readonly runtimeOptions: ReadonlyMap<string, RuntimeOptions>;
  /** `default_runtime_name`; undefined where it is left to containerd. */
  readonly defaultHandler: string | undefined;
}

/** What a spec is checked against: everything that the document itself does not say. */
export interface Target {
  readonly hcsshim: HcsshimVersion;
  /** Used where a document does not tell. */
  readonly platform: Platform;
  /** Used where a document does not tell. */
  readonly isolation: Isolation;
  /** Logical processors of the host; counts above it are clamped by the shim. Undefined: unknown, nothing is clamped. */
  readonly hostProcessors: number | undefined;
  /** Folder of the shim's executable; default boot files lie below it. */
  readonly shimDirectory: string;
  /** Windows build of the host, e.g. 26100. */
  readonly windowsBuild: number;
  /** Pod annotation patterns (Go `path.Match`) by runtime handler; containerd's built-in lists by default. */
  readonly podAnnotations: ReadonlyMap<string, readonly string[]>;
  /** Patterns of a container's own annotations, likewise. */
  readonly containerAnnotations: ReadonlyMap<string, readonly string[]>;
  /** Handlers by RuntimeClass, of those whose objects are known; the name of another class is taken for its handler's. */
  readonly runtimeClasses: ReadonlyMap<string, string>;
  /** The runtime handler of pods whose documents name none; undefined: concluded from what the pod is. */
  readonly runtimeHandler: string | undefined;
  /** Undefined where no configuration is known: then no runtime options are. */
  readonly containerd: KnownContainerd | undefined;
}

/** containerd's built-in lists (`internal/cri/config/config_windows.go`). */
const defaultPodAnnotations: ReadonlyMap<string, readonly string[]> = new Map([
  ["runhcs-wcow-process", []],
  ["runhcs-wcow-hypervisor", ["io.microsoft.virtualmachine.*"]],
]);
const defaultContainerAnnotations: ReadonlyMap<string, readonly string[]> = new Map([
  ["runhcs-wcow-process", ["io.microsoft.container.*"]],
  ["runhcs-wcow-hypervisor", ["io.microsoft.container.*"]],
]);

/** The target where nothing is configured: the newest shim, a Hyper-V isolated Windows pod, containerd's own lists. */
export const defaultTarget: Target = {
  hcsshim: "0.15",
  platform: "wcow",
  isolation: "hypervisor",
  hostProcessors: undefined,
  shimDirectory: "C:\\shim",
  windowsBuild: 26100,
  podAnnotations: defaultPodAnnotations,
  containerAnnotations: defaultContainerAnnotations,
  runtimeClasses: new Map(),
  runtimeHandler: undefined,
  containerd: undefined,
};
