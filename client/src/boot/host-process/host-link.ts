/** The way to a host process. */
export interface HostLink {
  readonly isOpen: boolean;
  /** Whether the host lives on for a while when the window is gone, and can be found again. */
  readonly outlivesWindow: boolean;
  /** Called for each message; once. */
  readonly receive: (listener: (message: unknown) => void) => void;
  /** Resolves with the reason when the host or the way to it is gone. */
  readonly closed: Promise<string>;
  /** @throws never; a message that does not arrive shows in `closed` */
  readonly send: (message: object) => void;
  /** Lets the host go. */
  readonly close: () => void;
}
