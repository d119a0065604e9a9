/** Longest name part of a Kubernetes key, characters (`qualifiedNameMaxLength`). */
const maxNameLength = 63;

/** Longest prefix of a Kubernetes key, characters: that of a DNS subdomain. */
const maxPrefixLength = 253;

const name = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Why Kubernetes refuses a key, as a clause for a message; undefined where it takes it. The API server's `IsQualifiedName`:
 * an optional DNS prefix and a slash, then a name of at most 63 characters. It checks annotation keys in lower case.
 */
export function kubernetesKeyFault(key: string): string | undefined {
  const parts = key.toLowerCase().split("/");
  const [first = "", second] = parts;
  if (parts.length > 2) return "it has more than one slash";
  if (second !== undefined) {
    if (first === "") return "nothing stands before its slash";
    if (first.length > maxPrefixLength) return `its prefix has more than ${maxPrefixLength} characters`;
    if (!subdomain.test(first)) return `its prefix "${first}" is not a DNS subdomain`;
  }
  const part = second ?? first;
  const noun = second === undefined ? "it" : "the name after its slash";
  if (part === "") return `${noun} is empty`;
  if (part.length > maxNameLength) {
    return `${noun} has ${part.length} characters, and a name may have ${maxNameLength}`;
  }
  if (name.test(part)) return undefined;
  return `${noun} may only have letters, digits, "-", "_" and ".", and must begin and end with a letter or digit`;
}
