/** Code action kinds of the server: LSP's own `quickfix`, and ours of "fix all" for `editor.codeActionsOnSave`. */
export const quickFixKind = "quickfix";
export const fixAllKind = "source.fixAll.confidentialPods";
