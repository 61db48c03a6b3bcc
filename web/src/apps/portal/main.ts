/** The suppliers' portal: styles, and what its pages cannot do by themselves. Every page works without but for the camera. */
import "../../style/base.css";
import "../../style/components.css";
import "./portal.css";
import "./bench.css";
import "./connection.css";
import "./stock.css";
import { connectBusyForms } from "../../pages/busy-forms";
import { connectLiveParts } from "../../pages/live";
import { connectRows } from "../../pages/rows";
import { connectCopying, keepTimesTrue } from "../../pages/small-things";
import { connectMenus } from "./menus";
import { connectScan } from "./scan";

connectBusyForms();
connectLiveParts();
connectRows();
connectCopying();
keepTimesTrue();
connectMenus();
connectScan();
