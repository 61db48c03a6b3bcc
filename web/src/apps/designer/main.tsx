/** The personalisation app's entry: reads the page's configuration and the link, then shows the product. */
import { render } from "preact";
import { parseParameters } from "../../host/parameters";
import { createParentLink, embeddingOrigin, windowSurroundings } from "../../host/parent";
import "../../style/base.css";
import "../../style/components.css";
import "./designer.css";
import "./phone.css";
import "./stage3d.css";
import { createApi } from "./model/api";
import { type Configuration, readConfiguration } from "./model/configuration";
import { browserStores, createDraftPlace } from "./model/draftPlace";
import { applyTheme } from "./model/theme";
import { App } from "./ui/App";
import { chooseLocale } from "./words";

/** What the page wrote for us. */
function pageConfiguration(): Configuration {
  const element = document.getElementById("app-config");
  return readConfiguration(element?.textContent ? JSON.parse(element.textContent) : {});
}

/**
 * The height that the app would like, in CSS pixels. It follows from the width alone, so that a parent that grants it
 * does not make us ask again.
 */
function wantedHeight(width: number): number {
  return width > 760 ? Math.min(740, Math.max(600, width * 0.58)) : Math.min(760, Math.max(660, width * 1.8));
}

async function start(): Promise<void> {
  const configuration = pageConfiguration();
  applyTheme(configuration.theme, document);
  await chooseLocale(configuration.locale);
  const link = parseParameters(location.hash);
  // Opened in a tab of its own there is nobody to tell.
  const isEmbedded = window.parent !== window;
  const parent = createParentLink(
    { origin: isEmbedded ? link.parentOrigin : null, messageId: link.messageId },
    windowSurroundings(window),
  );
  const tellHeight = () => parent.requestHeight(wantedHeight(window.innerWidth));
  window.addEventListener("resize", tellHeight);
  tellHeight();

  const api = createApi(configuration.apiBase, link.company ?? "", configuration);
  const drafts = createDraftPlace(link, browserStores(window));
  const embedder = isEmbedded ? embeddingOrigin(window, link.parentOrigin) : null;
  const place = document.getElementById("app") ?? document.body.appendChild(document.createElement("div"));
  render(<App {...{ configuration, link, api, parent, drafts, embedder }} />, place);
  // Another link in the same frame is another session.
  window.addEventListener("hashchange", () => location.reload());
}

void start();
