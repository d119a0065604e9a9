import { workspace } from "vscode";
import { applyServerEdit } from "../infrastructure/apply-server-edit.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { openSpec } from "../infrastructure/spec-document.ts";
import type { PayloadAccess } from "./payload-value.ts";

/** The values of a spec by way of the language server and of VS Code's text document. */
export function accessSpec(server: LanguageServer, uri: string): PayloadAccess {
  return {
    read: async (place) => {
      await openSpec(uri);
      return server.request("confidentialPods/payload/read", { uri, place });
    },
    write: async (place, stamp, text) => {
      await openSpec(uri);
      return server.request("confidentialPods/payload/write", { uri, place, stamp, text });
    },
    apply: async (edit) => {
      const spec = await openSpec(uri);
      const hadChanges = spec === undefined || spec.isDirty;
      await applyServerEdit(edit);
      // Saved like the value's document, unless that would save other changes that nobody asked to save.
      if (!hadChanges && !spec.isUntitled) await workspace.save(spec.uri);
    },
  };
}
