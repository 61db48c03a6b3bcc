/**
 * What is not needed for the first look at the product: panels, the inspector and dialogs, in one chunk. The browser
 * fetches it while the product's photo is on its way.
 */
import "../../../ui/SearchField.css";
import "../../../ui/UploadRow.css";
import "../photos.css";
import "../galleries.css";
import "../shapes.css";
import "../product.css";
import "../selector.css";
// Last, over all of them.
import "../forcedColours.css";

export { targetAt } from "../model/pictures";
export { AlignActions } from "./AlignActions";
export { CropBar } from "./CropBar";
export { FieldMark } from "./FieldMark";
export { FontSigns } from "./FontSigns";
export { SectionBody } from "./inspector/SectionBody";
export { LayerVerdicts } from "./LayerVerdicts";
export { ToolPanel } from "./panels";
export { place } from "./placing";
export { ShortcutsDialog } from "./ShortcutsDialog";
export { StageNotes } from "./StageNotes";
export { SelectorDialog } from "./selector/SelectorDialog";
export { SelectorPage } from "./selector/SelectorPage";
export { lateOf } from "./sending/late";
export { SendingDialog } from "./sending/SendingDialog";
export { startAgain } from "./sending/startAgain";
