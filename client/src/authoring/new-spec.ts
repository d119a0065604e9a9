import { SnippetString, window, workspace } from "vscode";
import type { SpecTemplate } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";

/** Opens a new pod spec with places to type over; asks for its kind where no title is given. */
export async function newSpec(server: LanguageServer, title: string | undefined): Promise<void> {
  const { templates } = await server.request("confidentialPods/specTemplates", null);
  const template = templates.find((each) => each.title === title) ?? (await choose(templates));
  if (template === undefined) return;
  const editor = await window.showTextDocument(await workspace.openTextDocument({ language: template.syntax }));
  await editor.insertSnippet(new SnippetString(template.snippet));
}

const formats = { yaml: "YAML", json: "JSON" } as const;

async function choose(templates: readonly SpecTemplate[]): Promise<SpecTemplate | undefined> {
  const items = templates.map((template) => ({
    label: template.title,
    description: formats[template.syntax],
    template,
  }));
  const options = { title: "New Pod Spec", placeHolder: "What do you want to run?" };
  return (await window.showQuickPick(items, options))?.template;
}
