/** Hv-socket services of a Windows guest (`internal/gcs/prot`). */
export const windowsServices = {
  gcs: "acef5661-84a1-4e44-856b-6245e69f4620",
  /** The process before the GCS of a confidential VM, which enforces the policy. */
  sidecar: "ae8da506-a019-4553-a52b-902bc0fa0411",
  log: "172dad59-976d-45f2-8b6c-6d1b13f2ac4d",
} as const;

/** The hv-socket service of a Linux guest's vsock port: its number before a fixed tail (go-winio's `VsockServiceID`). */
export const vsockService = (port: number): string =>
  `${port.toString(16).padStart(8, "0")}-facb-11e6-bd58-64006a7986d3`;

const gcsPort = 0x4000_0000;

/** Services of a Linux guest. */
export const linuxServices = {
  entropy: vsockService(1),
  log: vsockService(109),
  gcs: vsockService(gcsPort),
  /** What the guest's bridge opens next. */
  bridge: vsockService(gcsPort + 1),
} as const;
