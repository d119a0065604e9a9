import type { HostMemory } from "../../../../client/src/boot/session/known-hosts.ts";

/** A memory that is as slow as a keychain: others are served in between. */
export function secretMemory(): HostMemory {
  let kept: string | undefined;
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    get: async () => {
      await turn();
      return kept;
    },
    store: async (value) => {
      await turn();
      kept = value;
    },
  };
}
