import type { Target } from "../../target.ts";

/** What no pod spec says: where containerd put the task. */
export interface PlanConditions {
  readonly target: Target;
  /** The task's bundle, the shim's working directory. */
  readonly bundleDirectory: string;
  /** The scratch VHD in the snapshot of the pod's sandbox. */
  readonly scratchVhd: string;
  /** The base layer of a Windows image, with its folder `UtilityVM`; of no meaning for a confidential VM. */
  readonly layerDirectory: string;
  /** How the image's layers are stored. Default: what the pod needs. */
  readonly layers?: "wcifs" | "block-cim" | undefined;
  /** What lies at a path of the host. Default: unknown, and everything is taken to be there. */
  readonly kindOf?: ((path: string) => "file" | "folder" | undefined) | undefined;
  /** Paths that are taken to be as they must be whatever `kindOf` says. Default: none. */
  readonly isAssumed?: ((path: string) => boolean) | undefined;
}

/** Folders that stand for those of a host that nobody named. */
export const standInFolders = {
  bundleDirectory: "C:\\bundle",
  scratchVhd: "C:\\snap\\sandbox.vhdx",
  layerDirectory: "C:\\layer",
  workingDirectory: "C:\\work",
} as const;
