export const unoffered: Readonly<Record<string, readonly string[]>>;
export const complete: Readonly<Record<string, string>>;
export const conversions: Readonly<Record<"protocolConverter" | "codeConverter", readonly string[]>>;
export function languageClientParts(vscode: string): (module: string, file: string) => string;
