/** Takes the URI of something that is there and cannot be read. */
export type OnUnread = (uri: string) => void;

/** What the server may read of the workspace. All of it takes URIs as the client has them; nothing here rejects. */
export interface WorkspaceFiles {
  /**
   * Files below a folder whose names are wanted, by URI, a folder's own files before those of its folders; without folders
   * that hold other people's files (`.git`, `node_modules`), and without links.
   * @param goOn asked between folders: false ends the search.
   * @param onUnread told of folders that are there and may not be listed.
   */
  list(
    folder: string,
    isWanted: (name: string) => boolean,
    goOn: () => boolean,
    onUnread?: OnUnread,
  ): Promise<readonly string[]>;
  /** Changes when the file does; undefined where there is none to be read. */
  stamp(uri: string): Promise<string | undefined>;
  /** The file's text without a byte order mark; undefined where it cannot be read, or is too large to be a spec. */
  read(uri: string): Promise<string | undefined>;
  /** Both at once, at half the cost. */
  readStamped(uri: string): Promise<{ readonly stamp: string; readonly text: string } | undefined>;
  /** URI of a file that settings name by its path; undefined for a path that is not absolute. */
  uriOf(path: string): string | undefined;
}
