import {
  type Box,
  bind,
  bindOptional,
  callAsync,
  type Koffi,
  type NativeFunction,
  openLibrary,
  type Pointer,
} from "./koffi.ts";
import type { LibraryTable } from "./libraries.ts";

/** A call's HRESULT (signed, as returned) and the document that came with it. */
export interface CallResult {
  readonly hresult: number;
  readonly document: string | undefined;
}

/** An event of a compute system (`HCS_EVENT`), copied out of the service's memory. */
export interface SystemEvent {
  readonly type: number;
  readonly data: string | undefined;
}

/** Receives events; what it throws goes to `report`, never into native code. */
export interface EventSink {
  readonly event: (event: SystemEvent) => void;
  readonly report: (error: unknown) => void;
}

/** Hearing a system's events, once `hresult` has come and is none of a failure. */
export interface Listening {
  readonly hresult: Promise<number>;
  readonly stop: () => void;
}

type Submit<A extends unknown[]> = (operation: Pointer, ...args: A) => Promise<number>;

/**
 * The functions of computecore.dll that a boot needs. All of them run on another thread: whichever hangs, this process can
 * still give it up and end.
 */
export interface ComputeCore {
  readonly createOperation: () => Promise<Pointer | null>;
  readonly closeOperation: (operation: Pointer) => Promise<void>;
  readonly getOperationResult: (operation: Pointer) => Promise<CallResult>;
  readonly waitForOperationResult: (operation: Pointer, milliseconds: number) => Promise<CallResult>;
  readonly createComputeSystem: (
    operation: Pointer,
    id: string,
    configuration: string,
  ) => Promise<{ readonly hresult: number; readonly system: Pointer | null }>;
  readonly startComputeSystem: Submit<[system: Pointer]>;
  readonly terminateComputeSystem: Submit<[system: Pointer]>;
  readonly getComputeSystemProperties: Submit<[system: Pointer, query: string]>;
  readonly enumerateComputeSystems: Submit<[query: string]>;
  /** Waits for the exit; undefined on a Windows that has no such function. */
  readonly waitForExit: ((system: Pointer, milliseconds: number) => Promise<CallResult>) | undefined;
  readonly closeComputeSystem: (system: Pointer) => Promise<void>;
  /** Starts to hear a system's events; `stop` only after the system's handle was closed. */
  readonly listen: (system: Pointer, sink: EventSink) => Listening;
  readonly getServiceProperties: (query: string) => Promise<CallResult>;
  readonly grantVmAccess: (vm: string, path: string) => Promise<number>;
  readonly revokeVmAccess: (vm: string, path: string) => Promise<number>;
  readonly grantVmGroupAccess: ((path: string) => Promise<number>) | undefined;
  readonly revokeVmGroupAccess: ((path: string) => Promise<number>) | undefined;
}

const handle = "void *";

/** Binds computecore. @throws {MissingLibraryError} */
export function bindComputeCore(ffi: Koffi, table: LibraryTable): ComputeCore {
  const library = openLibrary(ffi, table, "computecore");
  const localFree = bind<[Pointer], Pointer | null>(openLibrary(ffi, table, "kernel32"), "LocalFree", handle, [handle]);
  const outPointer = ffi.out(ffi.pointer(handle));
  const hcsEvent = ffi.struct({ Type: "int32", EventData: handle, Operation: handle });
  const eventCallback = ffi.pointer(ffi.proto("void", [ffi.pointer(hcsEvent), handle]));

  /** Copies a result document and frees it. */
  const take = ([pointer]: Box): string | undefined => {
    if (pointer === null) return undefined;
    const text = ffi.decode.string16(pointer);
    localFree(pointer);
    return text;
  };
  const withDocument = async <A extends unknown[]>(
    call: NativeFunction<[...A, Box], number>,
    ...args: A
  ): Promise<CallResult> => {
    const box: Box = [null];
    const hresult = await callAsync(call, ...args, box);
    return { hresult, document: take(box) };
  };
  const hr = <A extends unknown[]>(name: string, ...args: Parameters<typeof bind>[3]): NativeFunction<A, number> =>
    bind<A, number>(library, name, "int32", args);

  const createOperation = bind<[null, null], Pointer | null>(library, "HcsCreateOperation", handle, [handle, handle]);
  const closeOperation = bind<[Pointer], void>(library, "HcsCloseOperation", "void", [handle]);
  const getResult = hr<[Pointer, Box]>("HcsGetOperationResult", handle, outPointer);
  const waitResult = hr<[Pointer, number, Box]>("HcsWaitForOperationResult", handle, "uint32", outPointer);
  const create = hr<[string, string, Pointer, null, Box]>(
    "HcsCreateComputeSystem",
    "str16",
    "str16",
    handle,
    handle,
    outPointer,
  );
  const start = hr<[Pointer, Pointer, string]>("HcsStartComputeSystem", handle, handle, "str16");
  const terminate = hr<[Pointer, Pointer, string]>("HcsTerminateComputeSystem", handle, handle, "str16");
  const properties = hr<[Pointer, Pointer, string]>("HcsGetComputeSystemProperties", handle, handle, "str16");
  const enumerate = hr<[string, Pointer]>("HcsEnumerateComputeSystems", "str16", handle);
  const close = bind<[Pointer], void>(library, "HcsCloseComputeSystem", "void", [handle]);
  const setCallback = hr<[Pointer, number, null, Pointer]>(
    "HcsSetComputeSystemCallback",
    handle,
    "int32",
    handle,
    eventCallback,
  );
  const waitExit = bindOptional<[Pointer, number, Box], number>(library, "HcsWaitForComputeSystemExit", "int32", [
    handle,
    "uint32",
    outPointer,
  ]);
  const service = hr<[string, Box]>("HcsGetServiceProperties", "str16", outPointer);
  const grant = hr<[string, string]>("HcsGrantVmAccess", "str16", "str16");
  const revoke = hr<[string, string]>("HcsRevokeVmAccess", "str16", "str16");
  const group = (name: string): ((path: string) => Promise<number>) | undefined => {
    const call = bindOptional<[string], number>(library, name, "int32", ["str16"]);
    return call && ((path) => callAsync(call, path));
  };

  return {
    createOperation: () => callAsync(createOperation, null, null),
    closeOperation: (operation) => callAsync(closeOperation, operation),
    getOperationResult: (operation) => withDocument(getResult, operation),
    waitForOperationResult: (operation, milliseconds) => withDocument(waitResult, operation, milliseconds),
    createComputeSystem: async (operation, id, configuration) => {
      const box: Box = [null];
      const hresult = await callAsync(create, id, configuration, operation, null, box);
      return { hresult, system: box[0] };
    },
    // hcsshim passes empty options rather than none.
    startComputeSystem: (operation, system) => callAsync(start, system, operation, ""),
    terminateComputeSystem: (operation, system) => callAsync(terminate, system, operation, ""),
    getComputeSystemProperties: (operation, system, query) => callAsync(properties, system, operation, query),
    enumerateComputeSystems: (operation, query) => callAsync(enumerate, query, operation),
    waitForExit: waitExit && ((system, milliseconds) => withDocument(waitExit, system, milliseconds)),
    closeComputeSystem: (system) => callAsync(close, system),
    listen: (system, sink) => {
      const callback = ffi.register((pointer: Pointer) => {
        try {
          // koffi decodes by the layout of hcsEvent.
          const event = ffi.decode(pointer, hcsEvent) as { readonly Type: number; readonly EventData: Pointer | null };
          // The service overwrites its memory as soon as this returns.
          const data = event.EventData === null ? undefined : ffi.decode.string16(event.EventData);
          sink.event({ type: event.Type, data });
        } catch (error) {
          sink.report(error);
        }
      }, eventCallback);
      const hresult = callAsync(setCallback, system, 0, null, callback);
      // A call that hangs still has the callback.
      const stop = (): void => void hresult.catch(() => undefined).then(() => ffi.unregister(callback));
      return { hresult, stop };
    },
    getServiceProperties: (query) => withDocument(service, query),
    grantVmAccess: (vm, path) => callAsync(grant, vm, path),
    revokeVmAccess: (vm, path) => callAsync(revoke, vm, path),
    grantVmGroupAccess: group("HcsGrantVmGroupAccess"),
    revokeVmGroupAccess: group("HcsRevokeVmGroupAccess"),
  };
}
