/** What `/s/embed.js` runs in a shop's page. The server puts the code in a function and gives it its own origin. */
import { defineDesigner } from "./element";

declare const platformOrigin: string;

defineDesigner(platformOrigin);
