// Hyper-V sockets of the double, used without blocking as the event loop demands.
import koffi, { type KoffiFunc } from "koffi";
import { found } from "./libraries.ts";

export type Socket = number | bigint;

const wouldBlock = 10035;
const nonBlocking = 0x8004667e | 0;
const invalid = 0xffffffffffffffffn;

const library = found.libraries === undefined ? { func: () => () => 0 } : koffi.load(found.libraries.ws2_32);

function declare<T extends (...args: never[]) => unknown>(prototype: string): KoffiFunc<T> {
  // koffi's functions carry no types of their own: each prototype below stands beside the type it has.
  return library.func(prototype) as unknown as KoffiFunc<T>;
}

type Transfer = (socket: Socket, bytes: Uint8Array, count: number, flags: number) => number;

export const winsock = {
  startup: declare<(version: number, data: Uint8Array) => number>("int32 WSAStartup(uint16 version, void *data)"),
  lastError: declare<() => number>("int32 WSAGetLastError()"),
  socket: declare<(family: number, type: number, protocol: number) => Socket>("uint64 socket(int32, int32, int32)"),
  bind: declare<(socket: Socket, address: Uint8Array, length: number) => number>("int32 bind(uint64, void *, int32)"),
  listen: declare<(socket: Socket, backlog: number) => number>("int32 listen(uint64, int32)"),
  accept: declare<(socket: Socket, address: Uint8Array, length: number[]) => Socket>(
    "uint64 accept(uint64, void *, _Inout_ int32 *)",
  ),
  connect: declare<(socket: Socket, address: Uint8Array, length: number) => number>(
    "int32 connect(uint64, void *, int32)",
  ),
  recv: declare<Transfer>("int32 recv(uint64, void *, int32, int32)"),
  send: declare<Transfer>("int32 send(uint64, void *, int32, int32)"),
  shutdown: declare<(socket: Socket, how: number) => number>("int32 shutdown(uint64, int32)"),
  close: declare<(socket: Socket) => number>("int32 closesocket(uint64)"),
  ioctl: declare<(socket: Socket, command: number, argument: number[]) => number>(
    "int32 ioctlsocket(uint64, int32, _Inout_ uint32 *)",
  ),
  poll: declare<(entries: Uint8Array, count: number, milliseconds: number) => number>(
    "int32 WSAPoll(void *, uint32, int32)",
  ),
  set: declare<(knob: string, value: string | null) => void>("void HcsdSet(const char *, const char *)"),
};

/** A GUID in the byte order of Windows. */
function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll("-", ""), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** SOCKADDR_HV. */
export function hvAddress(vm: string, service: string): Buffer {
  return Buffer.concat([Buffer.from([34, 0, 0, 0]), guidBytes(vm), guidBytes(service)]);
}

export const isInvalid = (socket: Socket): boolean => BigInt(socket) === invalid;

/** Listens without blocking; throws with the WSA code where that fails. */
export function listen(vm: string, service: string): Socket {
  const socket = winsock.socket(34, 1, 1);
  const address = hvAddress(vm, service);
  winsock.ioctl(socket, nonBlocking, [1]);
  if (winsock.bind(socket, address, address.length) !== 0 || winsock.listen(socket, 1) !== 0) {
    const error = winsock.lastError();
    winsock.close(socket);
    throw new Error(`WSA ${error}`);
  }
  return socket;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Accepts one connection. */
export async function accept(listener: Socket): Promise<Connection> {
  for (let tries = 0; tries < 1000; tries++) {
    const socket = winsock.accept(listener, Buffer.alloc(36), [36]);
    if (!isInvalid(socket)) return new Connection(socket);
    if (winsock.lastError() !== wouldBlock) throw new Error(`WSA ${winsock.lastError()}`);
    await pause();
  }
  throw new Error("nobody connected");
}

/** A connection whose reads wait on the event loop. */
export class Connection {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    winsock.ioctl(socket, nonBlocking, [1]);
  }

  /** What came next; empty at the end, undefined where the connection broke. */
  async read(): Promise<Buffer | undefined> {
    const bytes = Buffer.alloc(65536);
    for (let tries = 0; tries < 2000; tries++) {
      const count = winsock.recv(this.#socket, bytes, bytes.length, 0);
      if (count >= 0) return bytes.subarray(0, count);
      if (winsock.lastError() !== wouldBlock) return undefined;
      await pause();
    }
    throw new Error("nothing came");
  }

  /** Everything up to the end, as text. */
  async text(): Promise<string> {
    const parts: Buffer[] = [];
    for (let part = await this.read(); part !== undefined && part.length > 0; part = await this.read())
      parts.push(part);
    return Buffer.concat(parts).toString();
  }

  async write(bytes: Uint8Array | string): Promise<void> {
    let rest: Uint8Array = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    while (rest.length > 0) {
      const sent = winsock.send(this.#socket, rest, rest.length, 0);
      if (sent < 0 && winsock.lastError() !== wouldBlock) throw new Error(`WSA ${winsock.lastError()}`);
      if (sent < 0) await pause();
      rest = rest.subarray(Math.max(sent, 0));
    }
  }

  /** Says that nothing more comes. */
  end(): void {
    winsock.shutdown(this.#socket, 1);
  }

  close(): void {
    winsock.close(this.#socket);
  }
}

winsock.startup(0x0202, Buffer.alloc(408));
