import { type ExtensionContext, env, type LogOutputChannel } from "vscode";
import { LanguageClient, RevealOutputChannelOn, TransportKind, WorkDoneProgress } from "vscode-languageclient/node";
import type { InitializationOptions } from "../../../server/src/protocol.ts";
import { settingSection } from "../infrastructure/setting-map.ts";
import { podDocumentSelector } from "./document-selector.ts";
import { linkRulePages } from "./rule-links.ts";

/** How far a request has come, of those that say it. */
export const workDoneProgress = WorkDoneProgress.type;

/**
 * Makes the client of `dist/server.js`, which runs as a process of its own and talks over IPC. Nothing is started yet.
 * `commands`: those that the server may name in what it sends.
 */
export function createLanguageClient(
  extension: ExtensionContext,
  log: LogOutputChannel,
  commands: readonly string[],
): LanguageClient {
  const module = extension.asAbsolutePath("dist/server.js");
  const initializationOptions: InitializationOptions = {
    uriScheme: env.uriScheme,
    commands,
    annotationPages: true,
  };
  return new LanguageClient(
    settingSection,
    "Confidential Pods",
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
    },
    {
      documentSelector: [...podDocumentSelector],
      initializationOptions,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // A server that cannot initialize is reported once by our own error boundary, not retried.
      initializationFailedHandler: () => false,
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => next(uri, linkRulePages(diagnostics)),
        provideDiagnostics: async (document, previousResultId, token, next) => {
          const report = await next(document, previousResultId, token);
          if (report !== undefined && report !== null && "items" in report) linkRulePages(report.items);
          return report;
        },
        provideWorkspaceDiagnostics: (resultIds, token, report, next) =>
          next(resultIds, token, (chunk) => {
            for (const item of chunk?.items ?? []) if ("items" in item) linkRulePages(item.items);
            report(chunk);
          }),
      },
    },
  );
}
