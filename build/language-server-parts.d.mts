export function languageServerParts(module: string, file: string): string;
