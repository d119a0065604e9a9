import type { CallContext } from "./call-context.ts";

/** How far work on files is, by their bytes; a file without any counts as one, so that a million of them moves it too. */
export class ByteProgress {
  readonly #call: CallContext;
  readonly #total: number;
  #ended = 0;

  constructor(files: readonly { readonly size: number }[], call: CallContext) {
    this.#call = call;
    this.#total = files.reduce((sum, { size }) => sum + size + 1, 0);
  }

  /** This many bytes of the current file are done. */
  within(done: number): void {
    this.#call.progress((this.#ended + done) / this.#total);
  }

  end({ size }: { readonly size: number }): void {
    this.#ended += size + 1;
    this.#call.progress(this.#ended / this.#total);
  }
}
