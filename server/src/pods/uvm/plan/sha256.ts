import { createHash } from "node:crypto";

/** The SHA-256 digest, 32 bytes. A browser's build takes `sha256-portable.ts` in its stead. */
export const sha256 = (message: Uint8Array): Uint8Array =>
  new Uint8Array(createHash("sha256").update(message).digest());
