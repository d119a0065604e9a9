/** What a file of a VMGS holds and whether its content may be shown. */
export interface VmgsFileId {
  /** Name in openvmm's vmgs_format. */
  readonly name: string;
  readonly purpose: string;
  /** Keys, seeds, TPM state: never shown. */
  readonly secret?: true;
}

export const nvramId = 1;
export const uniqueIdId = 7;
export const provisioningMarkerId = 18;

const ids: ReadonlyMap<number, VmgsFileId> = new Map<number, VmgsFileId>([
  [0, { name: "FILE_TABLE", purpose: "table of the files" }],
  [1, { name: "BIOS_NVRAM", purpose: "UEFI variables" }],
  [2, { name: "TPM_PPI", purpose: "TPM physical presence requests" }],
  [3, { name: "TPM_NVRAM", purpose: "TPM state", secret: true }],
  [4, { name: "RTC_SKEW", purpose: "clock offset" }],
  [5, { name: "ATTEST", purpose: "attestation key data", secret: true }],
  [6, { name: "KEY_PROTECTOR", purpose: "protected keys", secret: true }],
  [7, { name: "VM_UNIQUE_ID", purpose: "identifier of the VM" }],
  [8, { name: "GUEST_FIRMWARE", purpose: "firmware (IGVM)" }],
  [9, { name: "CUSTOM_UEFI", purpose: "custom UEFI settings" }],
  [10, { name: "GUEST_WATCHDOG", purpose: "watchdog state" }],
  [11, { name: "HW_KEY_PROTECTOR", purpose: "keys protected by hardware", secret: true }],
  [13, { name: "GUEST_SECRET_KEY", purpose: "guest secret", secret: true }],
  [14, { name: "HIBERNATION_TOKEN", purpose: "hibernation state" }],
  [15, { name: "PLATFORM_SEED", purpose: "platform seed", secret: true }],
  [16, { name: "PROVENANCE_DOC", purpose: "provenance document" }],
  [17, { name: "TPM_NVRAM_BACKUP", purpose: "TPM state, backup", secret: true }],
  [18, { name: "PROVISIONING_MARKER", purpose: "who provisioned this (JSON)" }],
  [63, { name: "EXTENDED_FILE_TABLE", purpose: "keys of encrypted files", secret: true }],
]);

/** Names an id; one that is not known is taken as secret. */
export function vmgsFileId(id: number): VmgsFileId {
  return ids.get(id) ?? { name: `FILE_${id}`, purpose: "not known", secret: true };
}
