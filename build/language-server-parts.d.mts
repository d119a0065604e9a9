export const handled: readonly string[];
export function languageServerParts(module: string, file: string): string;
