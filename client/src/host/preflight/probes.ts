/** A service as the service manager tells; undefined where it does not. */
export type ServiceState = "running" | "stopped" | "missing" | undefined;

/** What there is of a file, or of the folder that it will be in. */
export type FileProbe =
  | { readonly kind: "nothing" }
  | { readonly kind: "folder" }
  | { readonly kind: "unreadable"; readonly reason: string }
  /** Its first bytes and its last 512, and its size in bytes. */
  | { readonly kind: "file"; readonly size: number; readonly head: Buffer; readonly tail: Buffer };

/** Why a folder cannot be written. */
export interface WriteProblem {
  readonly reason: string;
  /** Whether more rights would help. */
  readonly isDenied: boolean;
}

/** What HCS says when it is asked about itself. */
export type HcsProbe =
  | { readonly kind: "missing"; readonly reason: string; readonly advice: string }
  | { readonly kind: "refused"; readonly hresult: number }
  | { readonly kind: "silent" }
  | { readonly kind: "answers"; readonly schema: string | undefined };

/** Everything that the checks ask of the machine; tests answer themselves. */
export interface Probes {
  readonly platform: NodeJS.Platform;
  /** Whether other libraries stand in for Windows' own. */
  readonly isStoodIn: boolean;
  readonly hcs: () => Promise<HcsProbe>;
  readonly service: (name: string) => Promise<ServiceState>;
  /** Whether this process has the full rights of an administrator; undefined where it cannot be told. */
  readonly isElevated: () => Promise<boolean | undefined>;
  readonly isHyperVAdministrator: () => Promise<boolean | undefined>;
  readonly file: (path: string) => Promise<FileProbe>;
  /** Free bytes for this user where the path will be; undefined where it cannot be told. */
  readonly freeSpace: (path: string) => Promise<number | undefined>;
  /** Why the folder, or the nearest one above it, cannot be written; undefined where it can. */
  readonly writeProblem: (folder: string) => Promise<WriteProblem | undefined>;
  /** Whether somebody listens on a pipe. */
  readonly isPipeTaken: (pipe: string) => Promise<boolean>;
}
