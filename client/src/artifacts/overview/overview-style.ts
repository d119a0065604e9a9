/** The overview's looks, in the colors of the user's theme, high contrast included. */
export const overviewStyle = `
body { padding: 0 24px 32px; max-width: 1100px; line-height: 1.5; }
h1 { font-size: 1.5em; font-weight: 500; margin: 20px 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.1em; font-weight: 600; margin: 28px 0 8px; }
p.verdict { margin: 0 0 16px; color: var(--vscode-descriptionForeground); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 20px; margin: 0; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; color: var(--vscode-descriptionForeground); }
th, td { padding: 4px 16px 4px 0; vertical-align: top; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
td.offset, code { font-family: var(--vscode-editor-font-family); white-space: nowrap; }
pre { font-family: var(--vscode-editor-font-family); white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
summary { cursor: pointer; width: max-content; max-width: 100%; }
details table { width: auto; margin: 8px 0 0 16px; }
svg { width: 100%; }
svg .frame { fill: none; stroke: var(--vscode-foreground); stroke-opacity: 0.35; vector-effect: non-scaling-stroke; }
svg .stored { fill: var(--vscode-charts-blue); }
svg .partition { stroke: var(--vscode-contrastBorder, var(--vscode-editor-background)); fill-opacity: 0.55; }
.swatch { display: inline-block; width: 0.8em; height: 0.8em; margin: 0 2px 0 10px; vertical-align: -0.05em; border: 1px solid color-mix(in srgb, var(--vscode-foreground) 35%, transparent); }
.swatch:first-child { margin-left: 0; }
.swatch.stored { background: var(--vscode-charts-blue); }
svg .p0 { fill: var(--vscode-charts-green); } svg .p1 { fill: var(--vscode-charts-purple); }
svg .p2 { fill: var(--vscode-charts-orange); } svg .p3 { fill: var(--vscode-charts-yellow); }
svg text { fill: var(--vscode-foreground); font-size: 12px; }
.legend { color: var(--vscode-descriptionForeground); font-size: 0.9em; margin: 4px 0 0; }
.none { color: var(--vscode-descriptionForeground); }
.problem { color: var(--vscode-editorWarning-foreground); }
`;
