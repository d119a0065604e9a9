import type { Registration } from "vscode-languageserver/node";
import { fieldOf } from "../../unknown.ts";
import type { LanguageFeatures } from "../language-features.ts";
import type { ServerContext } from "../server-context.ts";

/** Name of our section in the client's settings. */
export const settingsSection = "confidentialPods";

const registration: Registration = {
  id: "settings",
  method: "workspace/didChangeConfiguration",
  registerOptions: { section: settingsSection },
};

/**
 * Takes over changes of the settings, and asks to be told of them where the client wants to be asked.
 * @param changed called when they mean something else than before.
 */
export const followSettings = (
  { boundary, client, connection, settings }: ServerContext,
  changed: () => void,
): Pick<LanguageFeatures, "initialized" | "configured"> => ({
  initialized: () => {
    if (!client.registersConfiguration) return;
    boundary.detach(
      "registering for changes of the settings",
      connection.sendRequest("client/registerCapability", { registrations: [registration] }),
    );
  },
  configured: (params) =>
    boundary.run("taking over settings", undefined, () => {
      settings.push(fieldOf(fieldOf(params, "settings"), settingsSection));
      changed();
    }),
});
