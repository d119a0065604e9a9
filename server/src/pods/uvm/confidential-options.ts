import type { IsolationType } from "./isolation-types.ts";

/** hcsshim's `uvm.ConfidentialCommonOptions`. */
export interface ConfidentialCommonOptions {
  /** The VMGS file that the VM starts from; "" for none. */
  readonly GuestStateFilePath: string;
  /** Base64, as written. */
  readonly SecurityPolicy: string;
  readonly SecurityPolicyEnabled: boolean;
  readonly SecurityPolicyEnforcer: string;
  readonly UVMReferenceInfoFile: string;
  readonly UVMHashEnvelopeReferenceInfoFile: string;
  /** Set from the task request, which no document knows. */
  readonly BundleDirectory: string;
}

/** hcsshim's `uvm.ConfidentialWCOWOptions`. */
export interface ConfidentialWcowOptions extends ConfidentialCommonOptions {
  readonly IsolationType: IsolationType | "";
  readonly DisableSecureBoot: boolean;
  readonly FirmwareParameters: string;
  readonly WritableEFI: boolean;
  readonly DebugMode: boolean;
  readonly DebugDataPath: string;
}

/** hcsshim's `uvm.ConfidentialLCOWOptions`. */
export interface ConfidentialLcowOptions extends ConfidentialCommonOptions {
  readonly UseGuestStateFile: boolean;
  readonly DmVerityRootFsVhd: string;
  readonly DmVerityMode: boolean;
  readonly DmVerityCreateArgs: string;
}
