// A compute system of the double, as tests use it.
import { hcs, hex, off, onEvents, type Pointer, type SystemEvent, take } from "./bindings.ts";

/** Outcome of an operation: its HRESULT as text, and its document. */
export interface Outcome {
  readonly result: string;
  readonly document: string | undefined;
}

/** Submits an operation and waits for its result. */
export async function operate(submit: (operation: Pointer) => number, milliseconds = 5000): Promise<Outcome> {
  const operation = hcs.createOperation(null, null);
  try {
    const box: [bigint | null] = [null];
    const submitted = submit(operation);
    const result = submitted < 0 ? submitted : await off(hcs.wait, operation, milliseconds, box);
    return { result: hex(result), document: take(box) };
  } finally {
    hcs.closeOperation(operation);
  }
}

export const plainDocument = {
  Owner: "test äß漢😀",
  SchemaVersion: { Major: 2, Minor: 5 },
  ShouldTerminateOnLastHandleClosed: true,
  VirtualMachine: {},
};

/** The document with members of VirtualMachine. */
export const documentWith = (machine: object): object => ({ ...plainDocument, VirtualMachine: machine });

/** Members of VirtualMachine that make the guest a confidential one. */
export const confidential = { SecuritySettings: { Isolation: { LaunchData: "AAAA" } } };

/** A system with its handle; ended by `close`. */
export class Uvm {
  readonly events: SystemEvent[] = [];
  readonly id: string;
  readonly handle: Pointer;
  readonly #callback: ReturnType<typeof onEvents>;
  // koffi's callbacks do not keep the event loop alive.
  readonly #alive = setInterval(() => undefined, 1000);

  private constructor(id: string, handle: Pointer) {
    this.id = id;
    this.handle = handle;
    this.#callback = onEvents((event) => this.events.push(event));
    hcs.setCallback(handle, 0, 7n, this.#callback.pointer);
  }

  static async create(id: string, document: object = plainDocument): Promise<Uvm> {
    const box: [bigint | null] = [null];
    const { result } = await operate((operation) => hcs.create(id, JSON.stringify(document), operation, null, box));
    if (result !== "0x00000000") throw new Error(`create: ${result}`);
    return new Uvm(id, box[0]);
  }

  start(): Promise<Outcome> {
    return operate((operation) => hcs.start(this.handle, operation, ""));
  }

  terminate(): Promise<Outcome> {
    return operate((operation) => hcs.terminate(this.handle, operation, ""));
  }

  async properties(): Promise<Outcome> {
    return operate((operation) => hcs.properties(this.handle, operation, "{}"));
  }

  /** Waits until an event of a type came. */
  async event(type: number): Promise<SystemEvent> {
    const there = () => this.events.find((event) => event.type === type);
    return until(there, `event ${type}`);
  }

  async close(): Promise<void> {
    await off(hcs.close, this.handle);
    this.#callback.dispose();
    clearInterval(this.#alive);
  }
}

/** Asks until there is an answer; fails after five seconds, which nothing here takes. */
export async function until<T>(ask: () => T | undefined, what: string): Promise<T> {
  for (let tries = 0; tries < 1000; tries++) {
    const answer = ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Sets knobs for the time of a test. */
export async function withKnobs(knobs: Readonly<Record<string, string>>, body: () => Promise<void>): Promise<void> {
  for (const [knob, value] of Object.entries(knobs)) hcs.set(knob, value);
  try {
    await body();
  } finally {
    for (const knob of Object.keys(knobs)) hcs.set(knob, null);
  }
}
