/** What most keys begin with: where it stands in front, a list that cuts off the end of its lines shows all of them alike. */
const family = "io.microsoft.virtualmachine.";

/** The part of a key that tells it from others, for lists. */
export const keyLabel = (key: string): string => (key.startsWith(family) ? key.slice(family.length) : key);
