import { readReason, systemCode } from "../files/system-error.ts";

/** An image that cannot be read as a file, whatever is in it; the message is a sentence that says what to do. */
export class ImageFileError extends Error {
  override readonly name = "ImageFileError";
}

/** An {@link ImageFileError} for what went wrong with the file of this name. */
export function imageFileError(name: string, error: unknown): ImageFileError {
  const advice = systemCode(error) === "EBUSY" ? "; stop the VM, or copy the file and read the copy" : "";
  return new ImageFileError(`'${name}' cannot be read: ${readReason(error)}${advice}.`, { cause: error });
}
