import { extensions, type TextDocument } from "vscode";
import { readSetting } from "./settings.ts";

/** Red Hat's YAML extension. */
export const yamlExtensionId = "redhat.vscode-yaml";

const podKind =
  /^[ \t]*(?:- )?kind:[ \t]*["']?(?:Pod|Deployment|DaemonSet|StatefulSet|ReplicaSet|ReplicationController|Job|CronJob|PodTemplate)\b/m;
/** What only a pod of a Windows host mentions. */
const concern = /microsoft|runhcs/i;

/**
 * The schema that Red Hat's YAML extension is given for a document, where a setting asks for it. Undefined while this extension
 * validates the document itself: nothing is to be said twice.
 */
export function contributedSchema(document: TextDocument): "plain" | "strict" | undefined {
  if (document.languageId !== "yaml" || extensions.getExtension(yamlExtensionId) === undefined) return undefined;
  const wanted = readSetting("schemas.contribute", document);
  if (wanted === "off" || readSetting("validate.enable", document)) return undefined;
  const text = document.getText();
  return podKind.test(text) && concern.test(text) ? wanted : undefined;
}
