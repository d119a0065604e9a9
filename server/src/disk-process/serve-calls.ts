import type { DiskAnswer, DiskCalls, DiskMessage, DiskMethod } from "../disk-protocol.ts";
import { DiskError } from "../disks/problem.ts";
import { TargetError } from "../extraction/target-error.ts";
import { ImageFileError } from "../image-files/image-file-error.ts";
import { CallCancelled, type CallContext, callContext } from "./call-context.ts";

/** Answers of all calls. */
export type DiskHandlers = {
  readonly [Method in DiskMethod]: (
    params: DiskCalls[Method]["params"],
    call: CallContext,
  ) => DiskCalls[Method]["result"] | Promise<DiskCalls[Method]["result"]>;
};

/** Answers messages; each call gets exactly one result or error. The returned function takes the next message. */
export function serveCalls(handlers: DiskHandlers, send: (answer: DiskAnswer) => void): (message: unknown) => void {
  const running = new Map<number, { cancelled: boolean }>();

  const answer = async ({ call, method, params }: DiskMessage & { readonly type: "call" }): Promise<void> => {
    const state = { cancelled: false };
    running.set(call, state);
    const context = callContext(
      () => state.cancelled,
      (fraction) => send({ type: "progress", call, fraction }),
    );
    // The sender is the extension of the same build, whose calls are typed by the same table.
    const handle = handlers[method] as (params: unknown, call: CallContext) => unknown;
    try {
      send({ type: "result", call, value: await handle(params, context) });
    } catch (error) {
      send({ type: "error", call, ...describe(error) });
    } finally {
      running.delete(call);
    }
  };

  return (message) => {
    if (!isMessage(message, handlers)) return;
    if (message.type === "call") void answer(message);
    else {
      const state = running.get(message.call);
      if (state !== undefined) state.cancelled = true;
    }
  };
}

function isMessage(message: unknown, handlers: DiskHandlers): message is DiskMessage {
  if (typeof message !== "object" || message === null || !("type" in message) || !("call" in message)) return false;
  if (typeof message.call !== "number") return false;
  if (message.type === "cancel") return true;
  return (
    message.type === "call" &&
    "method" in message &&
    typeof message.method === "string" &&
    Object.hasOwn(handlers, message.method)
  );
}

function describe(error: unknown): Omit<DiskAnswer & { readonly type: "error" }, "type" | "call"> {
  if (error instanceof CallCancelled) return { code: "cancelled", message: "Cancelled." };
  if (error instanceof DiskError) return { code: error.code, message: `${error.message} (offset ${error.offset})` };
  if (error instanceof ImageFileError) return { code: "image-file", message: error.message };
  if (error instanceof TargetError) return { code: "not-written", message: error.message };
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return { code: "failed", message, stack };
}
