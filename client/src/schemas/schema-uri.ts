/** Scheme of the packaged schemas: `confidential-pods-schema:///pod-annotations.schema.json`, and `…strict.schema.json`. */
export const schemaScheme = "confidential-pods-schema";

/** File names of the schemas, as they are published. */
const schemaNames = {
  plain: "pod-annotations.schema.json",
  strict: "pod-annotations.strict.schema.json",
} as const;

/** The address of a schema, as `$schema`, `yaml.schemas` and `json.schemas` take it. */
export const schemaUri = (choice: keyof typeof schemaNames): string => `${schemaScheme}:///${schemaNames[choice]}`;

/** The file name in an address. */
export const schemaNameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
