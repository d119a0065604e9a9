import { CancellationToken, type Connection } from "vscode-languageserver/node";
import { fieldOf } from "../../unknown.ts";
import { answered } from "../response-error.ts";
import type { WorkspaceDiagnosticFeatures } from "./workspace-diagnostics.ts";

/** Registers the requests of workspace diagnostics. */
export function connectWorkspaceDiagnostics(
  connection: Connection,
  features: () => Promise<WorkspaceDiagnosticFeatures>,
): void {
  connection.languages.diagnostics.onWorkspace((params, token, _progress, parts) =>
    answered(async () =>
      (await features()).workspaceDiagnostics(params, token, parts && ((items) => parts.report({ items }))),
    ),
  );
  connection.onRequest("confidentialPods/validateWorkspace", (...given: readonly unknown[]) =>
    answered(async () => {
      const known = await features();
      // Without parameters the token is the only one.
      const token = given.find(CancellationToken.is) ?? CancellationToken.None;
      const shown = fieldOf(given[0], "workDoneToken");
      const isToken = typeof shown === "string" || typeof shown === "number";
      return known.validateWorkspace(token, isToken ? connection.window.attachWorkDoneProgress(shown) : undefined);
    }),
  );
}
