import type { Payload, PayloadEdit, PayloadPlace, PayloadProblem } from "../../../server/src/protocol.ts";

/** What a value's document needs of the spec and of the language server that reads it. */
export interface PayloadAccess {
  readonly read: (place: PayloadPlace) => Promise<Payload | PayloadProblem>;
  readonly write: (place: PayloadPlace, stamp: string, text: string) => Promise<PayloadEdit | PayloadProblem>;
  /** Changes the spec. Rejects where nothing was changed. */
  readonly apply: (edit: NonNullable<PayloadEdit["edit"]>) => Promise<void>;
}

/** A value as it was last seen. */
export interface SeenPayload {
  readonly place: PayloadPlace;
  readonly stamp: string;
  readonly text: string;
  /** When this value was first seen, milliseconds since 1970; later values have a later time. */
  readonly since: number;
}

/** A value that cannot be read or written, with the server's sentence. */
export class PayloadError extends Error {
  override readonly name = "PayloadError";
  readonly problem: PayloadProblem["problem"];

  constructor({ problem, message }: PayloadProblem) {
    super(message);
    this.problem = problem;
  }
}

/** The value of one annotation, followed while the spec changes around it. Its operations run one after the other. */
export class PayloadValue {
  readonly #access: PayloadAccess;
  readonly #now: () => number;
  #place: PayloadPlace;
  #seen: SeenPayload | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(place: PayloadPlace, access: PayloadAccess, now: () => number = Date.now) {
    this.#place = place;
    this.#access = access;
    this.#now = now;
  }

  /** The value as it is now. @throws PayloadError */
  look(): Promise<SeenPayload> {
    return this.#inTurn(() => this.#look());
  }

  /**
   * Puts a text in place of the value that was last seen. An unseen value is looked at first.
   * @throws PayloadError where the text cannot be encoded or the value is another one by now
   */
  replace(text: string): Promise<void> {
    return this.#inTurn(async () => {
      const { place, stamp } = this.#seen ?? (await this.#look());
      const edit = await this.#access.write(place, stamp, text);
      if (edit.kind === "problem") throw new PayloadError(edit);
      if (edit.edit !== undefined) await this.#access.apply(edit.edit);
      this.#see(edit.place, edit.stamp, text);
    });
  }

  async #look(): Promise<SeenPayload> {
    const found = await this.#access.read(this.#place);
    const seen = this.#seen;
    if (seen !== undefined) {
      if (found.kind !== "problem" && found.stamp === seen.stamp) return seen;
      // Another value stands at the place: the known one may have moved. Writing it again finds it and changes nothing.
      const moved = await this.#access.write(seen.place, seen.stamp, seen.text);
      if (moved.kind === "edit" && moved.stamp === seen.stamp) return this.#see(moved.place, moved.stamp, seen.text);
    }
    if (found.kind === "problem") throw new PayloadError(found);
    return this.#see(found.place, found.stamp, found.text);
  }

  #see(place: PayloadPlace, stamp: string, text: string): SeenPayload {
    const before = this.#seen;
    const isSame = before !== undefined && before.stamp === stamp && before.text === text;
    const since = isSame ? before.since : Math.max(this.#now(), (before?.since ?? 0) + 1);
    this.#place = place;
    this.#seen = { place, stamp, text, since };
    return this.#seen;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
