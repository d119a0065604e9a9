/** A JSON value as Go's decoder meets it: numbers keep their text, members their order and repetitions. */
export type GoJson =
  | { readonly kind: "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly items: GoJson[] }
  | { readonly kind: "object"; readonly members: [name: string, value: GoJson][] };
