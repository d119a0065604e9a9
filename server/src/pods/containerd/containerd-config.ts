import type { TomlPlaces } from "./toml-places.ts";

/** A runtime handler of containerd's CRI plugin. */
export interface RuntimeHandler {
  readonly name: string;
  /** Names from the document's root to the handler's table. */
  readonly path: readonly string[];
  /** `pod_annotations`; undefined where the table has none, or no list of texts. */
  readonly podAnnotations: readonly string[] | undefined;
  /** `container_annotations`, likewise. */
  readonly containerAnnotations: readonly string[] | undefined;
  /** The table `options` as it stands; its names are those of hcsshim's `runhcs.proto`. */
  readonly options: ReadonlyMap<string, unknown>;
  /** Whether hcsshim's shim runs its pods, so that the options are that shim's. */
  readonly isRunhcs: boolean;
  /** False where this version of a configuration has its handlers elsewhere, so that containerd passes over it. */
  readonly isRead: boolean;
}

/** containerd's configuration, as far as it concerns the pods of a Windows host. */
export interface ContainerdConfig {
  readonly text: string;
  /** `version` of the file; undefined where it has none. */
  readonly version: number | undefined;
  /** `default_runtime_name`, where it is set. */
  readonly defaultHandler: string | undefined;
  /** In source order. Empty: this TOML is no containerd configuration, or one without handlers of its own. */
  readonly handlers: readonly RuntimeHandler[];
  readonly places: TomlPlaces;
}

/** The plugin whose table holds the handlers, by the version of the configuration. */
export const runtimePlugins = { 2: "io.containerd.grpc.v1.cri", 3: "io.containerd.cri.v1.runtime" } as const;
