/** The process around a command: where it stands, what it reads and where it writes. */
export interface Console {
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Whether standard output takes colors. */
  readonly colors: boolean;
  readonly out: (text: string) => void;
  /** Bytes as they are to standard output. */
  readonly write: (bytes: Uint8Array) => void;
  readonly err: (text: string) => void;
  /** All of standard input. */
  readonly readInput: () => Uint8Array;
}
