import { sha256 } from "./sha256.ts";

/** What a browser's build takes for `node:crypto`: as much of it as the server uses there. */
export const createHash = (_algorithm: "sha256") => ({
  update: (message: Uint8Array) => ({ digest: (): Uint8Array => sha256(message) }),
});
