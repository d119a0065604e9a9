import type { Memento } from "vscode";
import type { DiskCalls, DiskMethod, ImageParams } from "../../../../server/src/protocol.ts";
import type { CallOptions, DiskClient } from "./disk-client.ts";

/** Calls that are about one image. */
type ImageMethod = {
  [Method in DiskMethod]: DiskCalls[Method]["params"] extends ImageParams ? Method : never;
}[DiskMethod];

const parentsKey = "confidentialPods.artifacts.parents";

/** The disk images of this machine, with the parents that the user pointed at. */
export class DiskImages {
  readonly #client: DiskClient;
  readonly #memory: Memento;

  constructor(client: DiskClient, memory: Memento) {
    this.#client = client;
    this.#memory = memory;
  }

  /** Asks about an image; see {@link DiskClient.call}. */
  ask<Method extends ImageMethod>(
    method: Method,
    params: Omit<DiskCalls[Method]["params"], "parents">,
    options?: CallOptions,
  ): Promise<DiskCalls[Method]["result"]>;
  ask(method: ImageMethod, params: ImageParams, options?: CallOptions): Promise<unknown> {
    // The signature above ties the parameters to the method.
    return this.#client.call(method, { ...params, ...this.params(params.image) } as never, options);
  }

  /** Compares two states of a disk. */
  compare(
    before: string,
    after: string,
    of: DiskCalls["compare"]["params"]["of"],
    options?: CallOptions,
  ): Promise<DiskCalls["compare"]["result"]> {
    return this.#client.call("compare", { before: this.params(before), after: this.params(after), of }, options);
  }

  /** Checks a boot files root. */
  bootFiles(
    params: DiskCalls["bootFiles"]["params"],
    options?: CallOptions,
  ): Promise<DiskCalls["bootFiles"]["result"]> {
    return this.#client.call("bootFiles", params, options);
  }

  /** An image as calls want it. */
  params(image: string): ImageParams {
    const parents = this.#parents()[image];
    return parents === undefined ? { image } : { image, parents };
  }

  /** Remembers a file as the parent of a differencing disk. */
  async setParent(image: string, parent: string): Promise<void> {
    await this.#memory.update(parentsKey, { ...this.#parents(), [image]: [parent] });
  }

  #parents(): Readonly<Record<string, readonly string[]>> {
    return this.#memory.get(parentsKey, {});
  }
}
