import { env, type LogOutputChannel } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient/node";
import type { InitializationOptions } from "../../../server/src/protocol.ts";
import { contributedSchema } from "../infrastructure/contributed-schema.ts";
import { podDocumentSelector } from "./document-selector.ts";
import { linkRulePages } from "./rule-links.ts";

/** What the language client does, wherever its server runs. `commands`: those that the server may name. */
export function clientOptions(log: LogOutputChannel, commands: readonly string[]): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { uriScheme: env.uriScheme, commands, annotationPages: true };
  return {
    documentSelector: [...podDocumentSelector],
    initializationOptions,
    outputChannel: log,
    // A hover's link may start this and nothing else, whatever a spec holds.
    markdown: { isTrusted: { enabledCommands: ["confidentialPods.artifacts.checkBootFiles"] } },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A server that cannot initialize is reported once by our own error boundary, not retried.
    initializationFailedHandler: () => false,
    middleware: {
      // Where the YAML extension completes and explains by our schema, it is not to come twice.
      provideCompletionItem: (document, position, context, token, next) =>
        contributedSchema(document) === undefined ? next(document, position, context, token) : undefined,
      provideHover: (document, position, token, next) =>
        contributedSchema(document) === undefined ? next(document, position, token) : undefined,
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
  };
}
