export const unoffered: Readonly<Record<string, readonly string[]>>;
