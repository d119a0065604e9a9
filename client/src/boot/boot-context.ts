import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import type { HostProcesses } from "./host-process/host-module.ts";
import type { BootPages } from "./pages/boot-pages.ts";
import type { KnownHosts } from "./session/known-hosts.ts";
import type { Sessions } from "./session/sessions.ts";

/** What the parts of booting work with. */
export interface BootContext extends FeatureContext {
  readonly server: LanguageServer;
  readonly hosts: HostProcesses;
  readonly sessions: Sessions;
  readonly knownHosts: KnownHosts;
  readonly pages: BootPages;
  /** Tells the view of artifacts where a run leaves its files. */
  readonly addDebugFolder: (folder: string) => Promise<void>;
  /** Shows the run that a file is of, or the folder, in the view of artifacts. */
  readonly showRun: (file: string) => Promise<void>;
}
