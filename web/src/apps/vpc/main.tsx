/** The virtual product creator's entry: reads what the page wrote, then lets the artist begin. */
import { render } from "preact";
import "../../style/base.css";
import "../../style/components.css";
import "./vpc.css";
import { readConfiguration } from "./model/configuration";
import { App } from "./ui/App";
import { chooseLocale } from "./words";

async function start(): Promise<void> {
  const written = document.getElementById("app-config")?.textContent;
  const configuration = readConfiguration(written ? JSON.parse(written) : {});
  await chooseLocale(configuration.locale);
  const place = document.getElementById("app") ?? document.body.appendChild(document.createElement("div"));
  render(<App configuration={configuration} />, place);
}

void start();
