/** Placeholders that only a file known to be a template can mean: `<CPU>`, `$cpu`, `%CPU%`, `@CPU@`, `__CPU__`. */
const templateFilePlaceholder = /<[A-Za-z][\w .-]*>|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|@[A-Za-z_]\w*@|__[A-Za-z]\w*__/;

/** True where a value is filled in by a tool before hcsshim sees it: `{{ … }}`, `${…}`, `$(…)`. */
export function hasPlaceholder(value: string, inTemplateFile: boolean): boolean {
  if (value.includes("{{") || value.includes("${") || value.includes("$(")) return true;
  return inTemplateFile && templateFilePlaceholder.test(value);
}
