import ImageEditor from "tui-image-editor";
import "tui-image-editor/dist/tui-image-editor.css";

const editor = new ImageEditor(document.getElementById("app"), {
  includeUI: { menu: ["text", "draw", "shape", "crop"], uiSize: { width: "100%", height: "100%" } },
  usageStatistics: false,
});
const sheet = Object.assign(document.createElement("canvas"), { width: 800, height: 600 });
const pen = sheet.getContext("2d");
pen.fillStyle = "#fff";
pen.fillRect(0, 0, 800, 600);
sheet.toBlob((blob) => editor.loadImageFromFile(new File([blob], "sheet.png")));
