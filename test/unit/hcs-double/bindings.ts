// The double's functions as koffi calls them: the prototypes of computecore.h, virtdisk.h and winsock2.h.
import koffi, { type KoffiFunc } from "koffi";
import { found } from "./libraries.ts";

export type Pointer = bigint | null;
type Box<T> = [T | null];

const none = { func: () => () => 0 };

function functionsOf(file: string | undefined) {
  return file === undefined ? none : koffi.load(file);
}

const event = koffi.struct("HCS_EVENT", { Type: "int32", EventData: "void *", Operation: "void *" });
const eventCallback = koffi.proto("void HCS_EVENT_CALLBACK(HCS_EVENT *event, void *context)");
const operationCallback = koffi.proto("void HCS_OPERATION_COMPLETION(void *operation, void *context)");

/** Sizes and places that the ABI fixes. */
export const eventLayout = {
  size: koffi.sizeof(event),
  data: koffi.offsetof(event, "EventData"),
  operation: koffi.offsetof(event, "Operation"),
};

const core = functionsOf(found.libraries?.computecore);
const kernel = functionsOf(found.libraries?.kernel32);

/** Declares a function with the type that its prototype has. */
function declare<T extends (...args: never[]) => unknown>(
  library: ReturnType<typeof functionsOf>,
  prototype: string,
): KoffiFunc<T> {
  // koffi's functions carry no types of their own: each prototype below stands beside the type it has.
  return library.func(prototype) as unknown as KoffiFunc<T>;
}

type OnHandle = (system: Pointer, operation: Pointer, document: string | null) => number;
type OnPath = (id: string, path: string) => number;

export const hcs = {
  createOperation: declare<(context: Pointer, callback: Pointer) => Pointer>(
    core,
    "void *HcsCreateOperation(void *context, HCS_OPERATION_COMPLETION *callback)",
  ),
  closeOperation: declare<(operation: Pointer) => void>(core, "void HcsCloseOperation(void *operation)"),
  operationType: declare<(operation: Pointer) => number>(core, "int32 HcsGetOperationType(void *operation)"),
  operationId: declare<(operation: Pointer) => number | bigint>(core, "uint64 HcsGetOperationId(void *operation)"),
  cancelOperation: declare<(operation: Pointer) => number>(core, "int32 HcsCancelOperation(void *operation)"),
  operationResult: declare<(operation: Pointer, document: Box<bigint>) => number>(
    core,
    "int32 HcsGetOperationResult(void *operation, _Out_ void **document)",
  ),
  wait: declare<(operation: Pointer, milliseconds: number, document: Box<bigint>) => number>(
    core,
    "int32 HcsWaitForOperationResult(void *operation, uint32 milliseconds, _Out_ void **document)",
  ),
  create: declare<(id: string, document: string, operation: Pointer, security: Pointer, system: Box<bigint>) => number>(
    core,
    "int32 HcsCreateComputeSystem(str16 id, str16 document, void *operation, void *security, _Out_ void **system)",
  ),
  open: declare<(id: string, access: number, system: Box<bigint>) => number>(
    core,
    "int32 HcsOpenComputeSystem(str16 id, uint32 access, _Out_ void **system)",
  ),
  close: declare<(system: Pointer) => void>(core, "void HcsCloseComputeSystem(void *system)"),
  start: declare<OnHandle>(core, "int32 HcsStartComputeSystem(void *system, void *operation, str16 options)"),
  shutDown: declare<OnHandle>(core, "int32 HcsShutDownComputeSystem(void *system, void *operation, str16 options)"),
  terminate: declare<OnHandle>(core, "int32 HcsTerminateComputeSystem(void *system, void *operation, str16 options)"),
  properties: declare<OnHandle>(
    core,
    "int32 HcsGetComputeSystemProperties(void *system, void *operation, str16 query)",
  ),
  modify: declare<(system: Pointer, operation: Pointer, document: string, identity: Pointer) => number>(
    core,
    "int32 HcsModifyComputeSystem(void *system, void *operation, str16 document, void *identity)",
  ),
  enumerate: declare<(query: string | null, operation: Pointer) => number>(
    core,
    "int32 HcsEnumerateComputeSystems(str16 query, void *operation)",
  ),
  setCallback: declare<(system: Pointer, options: number, context: Pointer, callback: Pointer) => number>(
    core,
    "int32 HcsSetComputeSystemCallback(void *system, uint32 options, void *context, HCS_EVENT_CALLBACK *callback)",
  ),
  waitForExit: declare<(system: Pointer, milliseconds: number, document: Box<bigint>) => number>(
    core,
    "int32 HcsWaitForComputeSystemExit(void *system, uint32 milliseconds, _Out_ void **document)",
  ),
  serviceProperties: declare<(query: string | null, document: Box<bigint>) => number>(
    core,
    "int32 HcsGetServiceProperties(str16 query, _Out_ void **document)",
  ),
  grant: declare<OnPath>(core, "int32 HcsGrantVmAccess(str16 id, str16 path)"),
  revoke: declare<OnPath>(core, "int32 HcsRevokeVmAccess(str16 id, str16 path)"),
  grantGroup: declare<(path: string) => number>(core, "int32 HcsGrantVmGroupAccess(str16 path)"),
  revokeGroup: declare<(path: string) => number>(core, "int32 HcsRevokeVmGroupAccess(str16 path)"),
  live: declare<(what: number) => number>(core, "int32 HcsdLive(int32 what)"),
  set: declare<(knob: string, value: string | null) => void>(core, "void HcsdSet(const char *knob, const char *value)"),
  crash: declare<(system: Pointer) => void>(core, "void HcsdCrash(void *system)"),
  localFree: declare<(memory: Pointer) => Pointer>(kernel, "void *LocalFree(void *memory)"),
  closeHandle: declare<(handle: Pointer) => number>(kernel, "int32 CloseHandle(void *handle)"),
};

/** Runs a call on koffi's pool, off the event loop. */
export function off<A extends unknown[], R>(call: KoffiFunc<(...args: A) => R>, ...args: A): Promise<R> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, result: R) => (error ? reject(error) : resolve(result));
    // The tuple of a generic function's parameters and a callback is more than TypeScript can relate.
    (call.async as (...all: unknown[]) => void)(...args, done);
  });
}

/** Takes a result document over, and frees it. */
export function take(box: Box<bigint>): string | undefined {
  const [pointer] = box;
  if (pointer === null) return undefined;
  const text: string = koffi.decode.string16(pointer);
  hcs.localFree(pointer);
  return text;
}

export interface SystemEvent {
  readonly type: number;
  readonly data: string | undefined;
  readonly context: Pointer;
}

/** A callback for events, copied inside the call as their memory is gone after it. */
export function onEvents(listener: (event: SystemEvent) => void): { readonly pointer: bigint; dispose(): void } {
  const pointer = koffi.register((address: bigint, context: Pointer) => {
    const { Type, EventData } = koffi.decode(address, event);
    listener({ type: Type, data: EventData === null ? undefined : koffi.decode.string16(EventData), context });
  }, koffi.pointer(eventCallback));
  return { pointer, dispose: () => koffi.unregister(pointer) };
}

/** A callback for finished operations. */
export function onOperation(listener: (operation: Pointer, context: Pointer) => void) {
  const pointer = koffi.register(listener, koffi.pointer(operationCallback));
  return { pointer, dispose: () => koffi.unregister(pointer) };
}

/** An HRESULT as it is written. */
export const hex = (result: number) => `0x${(result >>> 0).toString(16).padStart(8, "0").toUpperCase()}`;
