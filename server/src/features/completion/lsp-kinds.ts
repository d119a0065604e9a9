/** Numbers of the Language Server Protocol that completions are made of: its own enums would be code at run time. */

/** `CompletionItemKind`. */
export const propertyKind = 10;
export const valueKind = 12;
export const snippetKind = 15;
export const fileKind = 17;
export const folderKind = 19;
/** `InsertTextFormat.Snippet`. */
export const snippetFormat = 2;
/** `InsertTextMode.adjustIndentation`. */
export const adjustIndentation = 2;
/** `CompletionItemTag.Deprecated`. */
export const deprecatedTag = 1;
