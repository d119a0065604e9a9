/** Categories of bridge messages: the top four bits of a message's type. */
export const categories = { request: 0x1, response: 0x2, notification: 0x3 } as const;

/** Request types of the procedures that the host calls (hcsshim `internal/gcs/prot`). */
export const procedures = {
  Create: 0x10100101,
  Start: 0x10100201,
  ShutdownGraceful: 0x10100301,
  ExecuteProcess: 0x10100501,
  WaitForProcess: 0x10100601,
  SignalProcess: 0x10100701,
  ResizeConsole: 0x10100801,
  GetProperties: 0x10100901,
  ModifySettings: 0x10100a01,
  NegotiateProtocol: 0x10100b01,
  ModifyServiceSettings: 0x10200101,
} as const;

export type Procedure = keyof typeof procedures;

/** The category of a message type. */
export const categoryOf = (type: number): number => type >>> 28;

const names: ReadonlyMap<number, string> = new Map(
  Object.entries(procedures).map(([name, type]) => [type & 0x0fff_ffff, name]),
);

/** A message type as the log shows it: `NegotiateProtocol`, or hexadecimal where it is not known. */
export const nameOfType = (type: number): string =>
  names.get(type & 0x0fff_ffff) ?? `0x${(type >>> 0).toString(16).padStart(8, "0")}`;
