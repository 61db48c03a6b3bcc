/** ZXing's reader (WebAssembly), served by ourselves, beside the page: a picture comes in, the texts of its codes go out. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import address from "zxing-wasm/reader/zxing_reader.wasm?url";

prepareZXingModule({ overrides: { locateFile: () => address } });

self.addEventListener("message", async ({ data }: MessageEvent<ImageData>) => {
  try {
    const found = await readBarcodes(data, { formats: ["Code128", "QRCode"], maxNumberOfSymbols: 4 });
    self.postMessage(found.filter((code) => code.isValid).map((code) => code.text));
  } catch (error) {
    self.reportError(error); // what is thrown in a promise would not reach the page
  }
});
