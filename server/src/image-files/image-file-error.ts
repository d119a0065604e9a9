/** An image that cannot be read as a file, whatever is in it; the message is a sentence that says what to do. */
export class ImageFileError extends Error {
  override readonly name = "ImageFileError";
}

/** What the errors of an operating system mean for whoever wants to read an image. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file"],
  ["EACCES", "you have no permission to read it"],
  ["EPERM", "you have no permission to read it"],
  // What Windows' sharing violation becomes.
  ["EBUSY", "another process has it open and does not share it; stop the VM, or copy the file and read the copy"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its path is too long"],
  ["ELOOP", "its symbolic links lead in a circle"],
  ["ESTALE", "it was removed while it was read"],
  ["EIO", "the drive that it is on reports an error"],
]);

/** The operating system's code of an error, such as `ENOENT`; empty where it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** An {@link ImageFileError} for what went wrong with the file of this name. */
export function imageFileError(name: string, error: unknown): ImageFileError {
  const reason = reasons.get(systemCode(error)) ?? (error instanceof Error ? error.message : String(error));
  return new ImageFileError(`'${name}' cannot be read: ${reason}.`, { cause: error });
}
