import { systemCode, writeReason } from "../files/system-error.ts";

/** Files that cannot be written before the rest is given up: a target where nothing can be would say so for each. */
export const maxFailures = 50;

/** A file or folder that cannot be written; the message is a sentence. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  /** Whether nothing else can be written either. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isFinal = isFinal;
  }
}

/** Codes of errors after which no other file can be written there either. */
const final: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);

/** What went wrong with writing this file or folder. */
export function targetError(target: string, error: unknown): TargetError {
  const code = systemCode(error);
  // Only what is new is written.
  const reason = code === "EEXIST" ? "it exists already and is left as it is" : writeReason(error);
  return new TargetError(`'${target}' was not written: ${reason}.`, final.has(code), { cause: error });
}
