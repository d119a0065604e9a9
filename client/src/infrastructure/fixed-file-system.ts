import { FileSystemError, type Uri } from "vscode";

/** The half of a file system that is the same wherever nothing can be made, removed or renamed. */
export abstract class FixedFileSystem {
  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}

/** What a file system says of a failure: that the file is not there, or a sentence. */
export type FileFailure = { readonly kind: "missing" } | { readonly kind: "unavailable"; readonly message: string };

/**
 * Turns failures into the one kind of error whose message VS Code shows. What `failureOf` does not know is a defect of
 * ours and stays as it is.
 */
export async function asFileSystem<T>(
  uri: Uri,
  work: PromiseLike<T>,
  failureOf: (error: unknown) => FileFailure | undefined,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    if (failure.kind === "missing") throw FileSystemError.FileNotFound(uri);
    throw FileSystemError.Unavailable(failure.message);
  }
}
