import { systemCode } from "../image-files/image-file-error.ts";

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

const reasons: ReadonlyMap<string, string> = new Map([
  ["EEXIST", "it exists already and is left as it is"],
  ["EACCES", "you have no permission to write there"],
  ["EPERM", "you have no permission to write there"],
  ["ENAMETOOLONG", "its path is too long; extract to a folder with a shorter one"],
  ["EFBIG", "the target disk cannot hold a file of this size"],
  ["ENOENT", "its folder is not there and cannot be made"],
  ["ENOTDIR", "there is a file where its folder should be"],
]);

const finalReasons: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "the target disk is full"],
  ["EDQUOT", "your quota on the target disk is used up"],
  ["EROFS", "the target disk is read-only"],
  ["EIO", "the target disk reports an error"],
]);

/** What went wrong with writing this file or folder. */
export function targetError(target: string, error: unknown): TargetError {
  const code = systemCode(error);
  const last = finalReasons.get(code);
  const reason = last ?? reasons.get(code) ?? (error instanceof Error ? error.message : String(error));
  return new TargetError(`'${target}' was not written: ${reason}.`, last !== undefined, { cause: error });
}
