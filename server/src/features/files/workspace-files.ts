/** What the server may read of the workspace. All of it takes URIs as the client has them; nothing here rejects. */
export interface WorkspaceFiles {
  /**
   * Files below a folder whose names are wanted, by URI, a folder's own files before those of its folders; without folders
   * that hold other people's files (`.git`, `node_modules`), and without links. What may not be listed is empty.
   * @param goOn asked between folders: false ends the search.
   */
  list(folder: string, isWanted: (name: string) => boolean, goOn: () => boolean): Promise<readonly string[]>;
  /** Changes when the file does; undefined where there is none to be read. */
  stamp(uri: string): Promise<string | undefined>;
  /** The file's text without a byte order mark; undefined where it cannot be read, or is too large to be a spec. */
  read(uri: string): Promise<string | undefined>;
  /** Both at once, at half the cost. */
  readStamped(uri: string): Promise<{ readonly stamp: string; readonly text: string } | undefined>;
  /** URI of a file that settings name by its path; undefined for a path that is not absolute. */
  uriOf(path: string): string | undefined;
}
