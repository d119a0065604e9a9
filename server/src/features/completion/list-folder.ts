/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Lists a folder of the machine that the server runs on; empty where it cannot be read. Never rejects. */
export type ListFolder = (folder: string) => Promise<readonly FolderEntry[]>;
