import { createHash } from "node:crypto";

/** The SHA-256 digest, 32 bytes. A browser's build has a `node:crypto` of its own. */
export const sha256 = (message: Uint8Array): Uint8Array =>
  new Uint8Array(createHash("sha256").update(message).digest());
