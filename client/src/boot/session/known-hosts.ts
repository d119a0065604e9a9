import { listOf, parseJson } from "../../infrastructure/unknown.ts";
import type { PipeAddress } from "../host-process/pipe-link.ts";

/** Keeps a secret text across windows. */
export interface HostMemory {
  get(): PromiseLike<string | undefined>;
  store(value: string): PromiseLike<void>;
}

const isAddress = (value: unknown): value is PipeAddress =>
  typeof value === "object" &&
  value !== null &&
  "pipe" in value &&
  typeof value.pipe === "string" &&
  "secret" in value &&
  typeof value.secret === "string";

/** The hosts that live on when the window is gone. Changes wait for each other: two boots at once lose no address. */
export class KnownHosts {
  readonly #memory: HostMemory;
  #changes: Promise<void> = Promise.resolve();

  constructor(memory: HostMemory) {
    this.#memory = memory;
  }

  async all(): Promise<readonly PipeAddress[]> {
    return listOf(parseJson((await this.#memory.get()) ?? "")).filter(isAddress);
  }

  remember(address: PipeAddress): Promise<void> {
    return this.#change((known) => [...known, address]);
  }

  forget({ pipe }: PipeAddress): Promise<void> {
    return this.#change((known) => known.filter((other) => other.pipe !== pipe));
  }

  #change(changed: (known: readonly PipeAddress[]) => readonly PipeAddress[]): Promise<void> {
    const change = this.#changes.then(async () => this.#memory.store(JSON.stringify(changed(await this.all()))));
    this.#changes = change.catch(() => undefined);
    return change;
  }
}
