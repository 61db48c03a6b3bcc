/** The shop's own colours, font and roundness over those of `style/tokens.css`. */
import type { Configuration } from "./configuration";

/** Parts of the page have a scheme of their own, in which these would be our own again. */
const ACCENTS = /^--(on-)?accent/;

/** A value that would fetch something from elsewhere is left out. */
export function applyTheme({ scheme, variables }: Configuration["theme"], document: Document): void {
  const root = document.documentElement;
  if (scheme !== "auto") root.dataset.theme = scheme;
  const sheet = new CSSStyleSheet();
  sheet.insertRule(":root, [data-theme] {}");
  const everywhere = (sheet.cssRules[0] as CSSStyleRule).style;
  for (const [name, value] of Object.entries(variables)) {
    if (!/^--[a-z0-9-]+$/.test(name) || /url\s*\(|image/i.test(value)) continue;
    root.style.setProperty(name, value);
    if (ACCENTS.test(name)) everywhere.setProperty(name, value);
  }
  document.adoptedStyleSheets.push(sheet);
}
