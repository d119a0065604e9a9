import type { KoffiFunc, LibraryHandle, TypeObject } from "koffi";
import { type LibraryRole, type LibraryTable, MissingLibraryError } from "./libraries.ts";

export type Koffi = typeof import("koffi");

/** A type of koffi: a name, or an object for directions and records. */
export type NativeType = string | TypeObject | ReturnType<Koffi["out"]>;

/** A pointer or handle. koffi takes a number for an address, so no number may ever stand in its place. */
export type Pointer = bigint;

/** Where a call leaves a pointer. */
export type Box = [Pointer | null];

/** A C function: called on this thread, or by `async` on a thread of libuv's pool. */
export type NativeFunction<A extends unknown[], R> = KoffiFunc<(...args: A) => R>;

let koffi: Promise<Koffi> | undefined;

/**
 * koffi is loaded when the first native call is near: checks and rehearsals do without.
 * @throws {MissingLibraryError} where the extension is packed without it, or for another platform
 */
export function loadKoffi(): Promise<Koffi> {
  koffi ??= import("koffi").catch((cause: unknown) => {
    const advice = `Install the package of the extension for ${process.platform}-${process.arch}.`;
    throw new MissingLibraryError("koffi, which calls Windows,", { cause }, advice);
  });
  return koffi;
}

/** Opens the library of a role. @throws {MissingLibraryError} */
export function openLibrary(ffi: Koffi, table: LibraryTable, role: LibraryRole): LibraryHandle {
  const file = table[role];
  if (file === undefined) throw new MissingLibraryError(`The library ${role}`);
  try {
    return ffi.load(file);
  } catch (error) {
    throw new MissingLibraryError(`The library ${file}`, { cause: error });
  }
}

/** Binds a function; its TypeScript type is the caller's word for `result` and `args`. @throws {MissingLibraryError} */
export function bind<A extends unknown[], R>(
  library: LibraryHandle,
  name: string,
  result: NativeType,
  args: NativeType[],
): NativeFunction<A, R> {
  try {
    return library.func(name, result, args);
  } catch (error) {
    throw new MissingLibraryError(`The function ${name}`, { cause: error });
  }
}

/** Binds a function that older Windows lacks. */
export function bindOptional<A extends unknown[], R>(
  ...binding: Parameters<typeof bind<A, R>>
): NativeFunction<A, R> | undefined {
  try {
    return bind<A, R>(...binding);
  } catch (error) {
    if (error instanceof MissingLibraryError) return undefined;
    throw error;
  }
}

let running = 0;

/** Native calls that run on other threads now. A process whose calls hang can only be ended by force. */
export const runningCalls = (): number => running;

/** Calls on a thread of the pool, so that a call that hangs does not stop this process. */
export function callAsync<A extends unknown[], R>(call: NativeFunction<A, R>, ...args: A): Promise<R> {
  running++;
  return new Promise<R>((resolve, reject) => {
    call.async(...args, (error: unknown, result: R) => {
      running--;
      if (error === null || error === undefined) resolve(result);
      else reject(error instanceof Error ? error : new Error("A native call failed.", { cause: error }));
    });
  });
}
