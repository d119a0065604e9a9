import type { Platform } from "../../manifest/annotation-set.ts";
import type { GoObject } from "./go-json.ts";
import type { ReferenceInfoFiles } from "./reference-files.ts";

/** A file or folder of the host that must be there, or must not be there, before the VM is made. */
export interface PlannedCheck {
  readonly path: string;
  readonly kind: "file" | "folder" | "nothing";
  /** For a file: hcsshim only asks whether something is there (`os.Stat`), and goes on with a folder. */
  readonly orFolder?: boolean;
  /** When hcsshim comes upon it: as it copies files, or later as it makes the document. */
  readonly stage: "copy" | "document";
  /** hcsshim's own words where it is not so; the Win32 text that follows them is left off. */
  readonly failure: string;
  /** Its words where something of another kind is there, if they differ. */
  readonly mismatch?: string;
}

/** A file that is copied because the VM changes it. */
export interface PlannedCopy {
  readonly from: string;
  readonly to: string;
  /** Whether a file of that name is replaced; where not, one that is left over makes the boot fail. */
  readonly overwrite: boolean;
  readonly why: string;
}

/**
 * Access to a path: `vm` is given to this VM by its identifier (`GrantVmAccess`), `all-vms` is full access for the group
 * of all VMs, S-1-5-83-0 (`GrantVmGroupAccessWithMask`).
 */
export interface PlannedGrant {
  readonly path: string;
  readonly access: "vm" | "all-vms";
}

/** A VHD's identifier, by which the guest knows a scratch that it has to format. */
export interface PlannedDiskIdentifier {
  readonly path: string;
  readonly guid: string;
}

/** A file that is saved once the VM has stopped. */
export interface PlannedPreserve {
  readonly from: string;
  readonly to: string;
}

/** What the host says to the guest's compute service (GCS), and on which hv-sockets it listens for it. */
export interface GcsPlan {
  /** Services that the host listens on before the VM starts; an absent one is not needed. */
  readonly services: { readonly gcs?: string; readonly log?: string; readonly entropy?: string };
  /** Whether the guest is asked to forward its logs (Windows guests). */
  readonly logForwarding: boolean;
  /** Base64, as written; "" for none. */
  readonly logSources: string;
  readonly defaultLogSources: boolean;
  /** Base64, as written; undefined where no policy is sent. */
  readonly policy?: string;
  /** "" leaves the choice to the guest. */
  readonly enforcer: string;
  readonly referenceInfoFiles: ReferenceInfoFiles;
  /** Whether the guest gets UTC instead of the host's time zone (Windows guests). */
  readonly utc: boolean;
}

/** Everything that booting a sandbox's utility VM does to the host, in its order. Nothing of it is done by planning. */
export interface BootPlan {
  /** The compute system's identifier. */
  readonly id: string;
  readonly owner: string;
  readonly platform: Platform;
  readonly confidential: boolean;
  /** The document for `HcsCreateComputeSystem`, as hcsshim would send it; null where `error` says why there is none. */
  readonly document: GoObject | null;
  readonly checks: readonly PlannedCheck[];
  readonly copies: readonly PlannedCopy[];
  readonly grants: readonly PlannedGrant[];
  readonly diskIdentifier: PlannedDiskIdentifier | null;
  /** An empty folder that is made and shared with the guest. */
  readonly shareFolder: string | null;
  readonly preserve: readonly PlannedPreserve[];
  /** Null where there is no VM. */
  readonly gcs: GcsPlan | null;
  /** Named pipe of COM1. */
  readonly consolePipe: string | null;
  /** What is doubtful or will fail later, in the guest. */
  readonly warnings: readonly string[];
  /** Where this plan does not do what hcsshim's own tool does, and why. */
  readonly deviations: readonly string[];
  /** Why there is no VM, in hcsshim's own words where it has some. */
  readonly error: string | null;
}

/** What a builder adds for its kind of VM. */
export type PlannedBoot = Pick<
  BootPlan,
  "document" | "checks" | "copies" | "grants" | "diskIdentifier" | "shareFolder" | "preserve" | "gcs" | "consolePipe"
>;

/** A boot that does nothing. */
export const noBoot: PlannedBoot = {
  document: null,
  checks: [],
  copies: [],
  grants: [],
  diskIdentifier: null,
  shareFolder: null,
  preserve: [],
  gcs: null,
  consolePipe: null,
};
