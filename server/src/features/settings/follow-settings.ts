import { DidChangeConfigurationNotification } from "vscode-languageserver/node";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { ServerContext } from "../server-context.ts";
import { fieldOf } from "./unknown.ts";

/** Name of our section in the client's settings. */
export const settingsSection = "confidentialPods";

/** Takes over changes of the settings, and asks to be told of them where the client wants to be asked. */
export function followSettings(context: ServerContext, diagnostics: Diagnostics): void {
  const { boundary, client, connection, settings } = context;
  connection.onDidChangeConfiguration((params) =>
    boundary.run("taking over settings", undefined, () => {
      settings.push(fieldOf(fieldOf(params, "settings"), settingsSection));
      diagnostics.refresh();
    }),
  );
  connection.onInitialized(() => {
    if (!client.registersConfiguration) return;
    boundary.detach(
      "registering for changes of the settings",
      connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection }),
    );
  });
}
