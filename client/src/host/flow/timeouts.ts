import type { BootTimeouts } from "../../../../server/src/protocol.ts";

/** hcsshim's own times for create and connection; the others are ours. */
export const defaultTimeouts: BootTimeouts = {
  create: 240_000,
  connection: 120_000,
  request: 300_000,
  terminate: 30_000,
  unlock: 15_000,
};
