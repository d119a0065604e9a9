// The host's side of a GCS bridge, as little of it as a test needs.
import { textField } from "./json-fields.ts";
import { accept, type Connection, listen, type Socket, winsock } from "./sockets.ts";
import { confidential, documentWith, Uvm } from "./uvm.ts";

const sidecar = "ae8da506-a019-4553-a52b-902bc0fa0411";
const noContainer = {
  ContainerId: "00000000-0000-0000-0000-000000000000",
  ActivityId: "00000000-0000-0000-0000-000000000000",
};

export const procedures = {
  create: 0x10100101,
  start: 0x10100201,
  execute: 0x10100501,
  wait: 0x10100601,
  signal: 0x10100701,
  resize: 0x10100801,
  modify: 0x10100a01,
  negotiate: 0x10100b01,
  modifyService: 0x10200101,
};

export interface Answer {
  readonly type: number;
  readonly id: bigint;
  readonly body: unknown;
}

/** A started confidential UVM that has connected to us. */
export class GuestSession {
  readonly uvm: Uvm;
  readonly runtimeId: string;
  readonly connection: Connection;
  #bytes = Buffer.alloc(0);
  #next = 0n;
  #port = 0x40000000;

  private constructor(uvm: Uvm, runtimeId: string, connection: Connection) {
    this.uvm = uvm;
    this.runtimeId = runtimeId;
    this.connection = connection;
  }

  static async begin(id: string): Promise<GuestSession> {
    const uvm = await Uvm.create(id, documentWith(confidential));
    const runtimeId = textField(JSON.parse((await uvm.properties()).document ?? ""), "RuntimeId");
    const listener = listen(runtimeId, sidecar);
    await uvm.start();
    const connection = await accept(listener);
    winsock.close(listener);
    return new GuestSession(uvm, runtimeId, connection);
  }

  /** Sends a request without waiting for its answer. */
  async send(type: number, members: object): Promise<void> {
    const body = Buffer.from(`${JSON.stringify({ ...noContainer, ...members })}\n`);
    const header = Buffer.alloc(16);
    header.writeUInt32LE(type, 0);
    header.writeUInt32LE(16 + body.length, 4);
    header.writeBigInt64LE(this.#next++, 8);
    await this.connection.write(Buffer.concat([header, body]));
  }

  /** The next message; undefined at the end of the connection. */
  async receive(): Promise<Answer | undefined> {
    while (this.#bytes.length < 16 || this.#bytes.length < this.#bytes.readUInt32LE(4)) {
      const more = await this.connection.read();
      if (more === undefined || more.length === 0) return undefined;
      this.#bytes = Buffer.concat([this.#bytes, more]);
    }
    const size = this.#bytes.readUInt32LE(4);
    const frame = this.#bytes.subarray(0, size);
    this.#bytes = this.#bytes.subarray(size);
    return {
      type: frame.readUInt32LE(0),
      id: frame.readBigInt64LE(8),
      body: JSON.parse(frame.subarray(16).toString()),
    };
  }

  async request(type: number, members: object): Promise<Answer> {
    await this.send(type, members);
    const answer = await this.receive();
    if (answer === undefined) throw new Error("the guest hung up");
    return answer;
  }

  modify(ResourceType: string, Settings: object = {}): Promise<Answer> {
    return this.request(procedures.modify, { Request: { RequestType: "Add", ResourceType, Settings } });
  }

  /** A listener for a stream of a process, with the GUID that the request names. */
  listen(): { readonly listener: Socket; readonly service: string } {
    const service = `${(++this.#port).toString(16)}-facb-11e6-bd58-64006a7986d3`;
    return { listener: listen(this.runtimeId, service), service };
  }

  async end(): Promise<void> {
    await this.uvm.terminate();
    await this.uvm.event(1);
    this.connection.close();
    await this.uvm.close();
  }
}
