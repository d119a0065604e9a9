import { bind, callAsync, type Koffi, openLibrary } from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** A `SOCKET`: 64 bits, all set for none. */
export type Socket = bigint;

const invalidSocket = 0xffff_ffff_ffff_ffffn;

/** Winsock error numbers that are no failures here, or have a meaning of their own. */
export const socketErrors = { interrupted: 10004, wouldBlock: 10035, aborted: 10053, reset: 10054 } as const;

/** A value, or a Winsock error number. */
export type SocketResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: number };

/**
 * Hyper-V sockets. Every socket is made non-blocking, so the calls return at once on this thread, where their error number
 * can be read; only `poll` waits, on another one.
 */
export interface Winsock {
  readonly socket: () => SocketResult<Socket>;
  readonly bind: (socket: Socket, address: Buffer) => SocketResult<void>;
  readonly listen: (socket: Socket, backlog: number) => SocketResult<void>;
  readonly accept: (socket: Socket) => SocketResult<Socket>;
  readonly receive: (socket: Socket, into: Buffer) => SocketResult<number>;
  readonly send: (socket: Socket, bytes: Uint8Array) => SocketResult<number>;
  /** Says that nothing more will be sent. */
  readonly endSending: (socket: Socket) => void;
  readonly close: (socket: Socket) => void;
  /** `WSAPoll` over an array of `WSAPOLLFD` (16 bytes each); negative: it failed. */
  readonly poll: (set: Buffer, count: number, milliseconds: number) => Promise<number>;
}

const hyperV = { family: 34, stream: 1, raw: 1 } as const;
const setNonBlocking = 0x8004667e | 0;
const sendSide = 1;
/** `MAKEWORD(2, 2)`, and the size of `WSADATA` with room to spare. */
const winsockVersion = 0x0202;
const startupDataSize = 512;

/** Binds ws2_32 and starts Winsock. @throws {MissingLibraryError} */
export function bindWinsock(ffi: Koffi, table: LibraryTable): Winsock {
  const library = openLibrary(ffi, table, "ws2_32");
  const socketType = "uint64";
  const startup = bind<[number, Buffer], number>(library, "WSAStartup", "int32", ["uint16", "void *"]);
  const lastError = bind<[], number>(library, "WSAGetLastError", "int32", []);
  const open = bind<[number, number, number], number | bigint>(library, "socket", socketType, [
    "int32",
    "int32",
    "int32",
  ]);
  const bindTo = bind<[Socket, Buffer, number], number>(library, "bind", "int32", [socketType, "void *", "int32"]);
  const listen = bind<[Socket, number], number>(library, "listen", "int32", [socketType, "int32"]);
  const accept = bind<[Socket, null, null], number | bigint>(library, "accept", socketType, [
    socketType,
    "void *",
    "void *",
  ]);
  const transfer = ["uint64", "void *", "int32", "int32"];
  const receive = bind<[Socket, Buffer, number, number], number>(library, "recv", "int32", transfer);
  const send = bind<[Socket, Uint8Array, number, number], number>(library, "send", "int32", transfer);
  const control = bind<[Socket, number, Buffer], number>(library, "ioctlsocket", "int32", [
    socketType,
    "int32",
    "void *",
  ]);
  const shutdown = bind<[Socket, number], number>(library, "shutdown", "int32", [socketType, "int32"]);
  const close = bind<[Socket], number>(library, "closesocket", "int32", [socketType]);
  const poll = bind<[Buffer, number, number], number>(library, "WSAPoll", "int32", ["void *", "uint32", "int32"]);

  const failure = (): { readonly ok: false; readonly error: number } => ({ ok: false, error: lastError() });
  const done = (result: number): SocketResult<void> => (result === 0 ? { ok: true, value: undefined } : failure());
  const counted = (result: number): SocketResult<number> => (result < 0 ? failure() : { ok: true, value: result });
  const opened = (result: number | bigint): SocketResult<Socket> => {
    const socket = BigInt(result);
    if (socket === invalidSocket) return failure();
    const on = Buffer.alloc(4);
    on.writeUInt32LE(1);
    if (control(socket, setNonBlocking, on) === 0) return { ok: true, value: socket };
    const failed = failure();
    close(socket);
    return failed;
  };

  const error = startup(winsockVersion, Buffer.alloc(startupDataSize));
  if (error !== 0) throw new Error(`Winsock does not start: error ${error}.`);
  return {
    socket: () => opened(open(hyperV.family, hyperV.stream, hyperV.raw)),
    bind: (socket, address) => done(bindTo(socket, address, address.length)),
    listen: (socket, backlog) => done(listen(socket, backlog)),
    accept: (socket) => opened(accept(socket, null, null)),
    receive: (socket, into) => counted(receive(socket, into, into.length, 0)),
    send: (socket, bytes) => counted(send(socket, bytes, bytes.length, 0)),
    endSending: (socket) => void shutdown(socket, sendSide),
    close: (socket) => void close(socket),
    poll: (set, count, milliseconds) => callAsync(poll, set, count, milliseconds),
  };
}
