import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Rule } from "../rule.ts";
import { onMap } from "../support/report.ts";

/** `TotalAnnotationSizeLimitB` of Kubernetes: bytes of all keys and values of one object. */
const limitInBytes = 256 * 1024;
/** From here on the next longer policy does not fit. */
const nearInBytes = limitInBytes * 0.9;
/** No UTF-16 unit takes more bytes in UTF-8. */
const maxBytesPerUnit = 3;

export const sizeRule: Rule = {
  code: "kubernetes-annotations-too-large",
  title: "More annotations than Kubernetes takes",
  severity: "error",
  help: `Kubernetes refuses an object whose annotation keys and values together exceed 262,144 bytes. A security policy in
Base64 takes a third more than its text, so large policies get there. A warning is given from nine tenths of the limit on.

Make the policy smaller, or hand it over in a CRI sandbox configuration, where no such limit holds.

Source: \`k8s.io/apimachinery\`, \`ValidateAnnotationsSize\`.`,
  examples: {
    bad: `kind: Pod
apiVersion: v1
metadata:
  name: large
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "${"QUJD".repeat(limitInBytes / 4)}"`,
    good: `kind: Pod
apiVersion: v1
metadata:
  name: small
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"`,
  },
  check({ set }, tell) {
    if (set.carrier !== "kubernetes") return;
    const bytes = sizeInBytes(set);
    if (bytes > limitInBytes) {
      tell(onMap(set, `Kubernetes refuses the object: its annotations take ${bytes} bytes, and 262144 are allowed.`));
    } else if (bytes > nearInBytes) {
      const message = `These annotations take ${bytes} of the 262144 bytes that Kubernetes allows for all of an object's annotations.`;
      tell(onMap(set, message, { severity: "warning" }));
    }
  },
};

/** UTF-8 bytes of keys and values; 0 where they cannot come near the limit. */
function sizeInBytes({ annotations }: AnnotationSet): number {
  let units = 0;
  for (const { key, value } of annotations) units += key.length + value.length;
  if (units * maxBytesPerUnit < nearInBytes) return 0;
  const encoder = new TextEncoder();
  const byKey = new Map(annotations.map(({ key, value }) => [key, value]));
  let bytes = 0;
  for (const [key, value] of byKey) bytes += encoder.encode(key).length + encoder.encode(value).length;
  return bytes;
}
