// The contract of `SchemaExtensionAPI` in vscode-yaml's `src/schema-extension-api.ts`, as of version 1.24: contributors are kept by
// scheme, every one is asked for a document's schema, and a schema's text is asked of the one that has the scheme of its address.
const contributors = new Map();

exports.activate = () => ({
  registerContributor(schema, requestSchema, requestSchemaContent, label) {
    if (contributors.has(schema)) return false;
    if (!requestSchema) throw new Error("Illegal parameter for requestSchema.");
    contributors.set(schema, { requestSchema, requestSchemaContent, label });
    return true;
  },
  requestCustomSchema: (resource) =>
    [...contributors.values()].map(({ requestSchema }) => requestSchema(resource)).filter(Boolean),
  requestCustomSchemaContent: (uri) => contributors.get(uri.slice(0, uri.indexOf(":")))?.requestSchemaContent(uri),
  hasProvider: (schema) => contributors.has(schema),
});
