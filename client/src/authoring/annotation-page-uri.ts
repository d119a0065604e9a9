/** Scheme of the reference pages that a key's definition leads to; the server writes the same one. */
export const annotationPageScheme = "confidential-pods-annotation";

/** The key of `confidential-pods-annotation:/<key>.md`, whose path comes decoded; undefined for any other URI. */
export function annotationKeyOf({
  scheme,
  path,
}: {
  readonly scheme: string;
  readonly path: string;
}): string | undefined {
  return scheme === annotationPageScheme ? /^\/(.+)\.md$/.exec(path)?.[1] : undefined;
}
