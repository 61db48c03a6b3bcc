import { describe, expect, it } from "vitest";
import type { Picture } from "../wire/product";
import { ApiError } from "../wire/request";
import type { Connection } from "./connection";
import { Uploads } from "./uploads";

const picture: Picture = {
  id: "a".repeat(32),
  width: 400,
  height: 300,
  working: { url: "", width: 400, height: 300 },
  drawing: null,
  file_name: "",
};
const photo = new File(["x"], "cat.jpg", { type: "image/jpeg" });

/** Uploads whose server answers as told, one answer a call. */
function uploadsWith(...answers: (Picture | ApiError)[]) {
  const done: Picture[] = [];
  const api = {
    imageFromUrl: () => Promise.reject(new ApiError("unreachable", "")),
    async uploadImage(_file: Blob, _name: string, onProgress: (fraction: number) => void) {
      onProgress(0.5);
      const answer = answers.shift();
      if (!answer || answer instanceof ApiError) throw answer;
      return answer;
    },
  };
  const back: (() => void)[] = [];
  const connection: Connection = {
    isOnline: () => true,
    wait: (_milliseconds, signal) =>
      new Promise((resolve, reject) => {
        back.push(resolve);
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
  };
  const uploads = new Uploads(api, (made) => done.push(made), connection);
  return { uploads, done, comeBack: () => back.shift()?.() };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

describe("uploads", () => {
  it("are underway until the picture is where it belongs", async () => {
    let arrive = () => {};
    const placed = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const uploads = new Uploads(
      { uploadImage: async () => picture, imageFromUrl: async () => picture },
      () => placed,
      { isOnline: () => true, wait: async () => {} },
    );
    uploads.add([photo]);
    await settled();
    expect(uploads.underway?.name).toBe(photo.name);
    arrive();
    await settled();
    expect(uploads.list.value).toEqual([]);
  });

  it("hand over the picture under the file's name and leave the list", async () => {
    const { uploads, done } = uploadsWith(picture);
    uploads.add([photo]);
    expect(uploads.list.value).toMatchObject([{ name: "cat.jpg", progress: 0.5, error: null }]);
    expect(uploads.underway?.name).toBe("cat.jpg");
    await settled();
    expect(uploads.underway).toBeNull();
    expect(done).toEqual([{ ...picture, file_name: "cat.jpg" }]);
    expect(uploads.list.value).toEqual([]);
  });

  it("refuse what cannot be a photo without asking the server", () => {
    const { uploads } = uploadsWith();
    uploads.add([new File(["x"], "notes.txt", { type: "text/plain" })]);
    expect(uploads.list.value.map((upload) => upload.error)).toEqual([
      "notes.txt is not a picture. Choose a JPEG, PNG, WebP, HEIC, SVG or PDF file.",
    ]);
  });

  it.each([
    ["logo.svg", "image/svg+xml"],
    ["logo.pdf", "application/pdf"],
  ])("take the drawing %s", async (name, type) => {
    const { uploads, done } = uploadsWith(picture);
    uploads.add([new File(["x"], name, { type })]);
    await settled();
    expect(done).toHaveLength(1);
  });

  it("take a phone's HEIC although the browser gives it no type", async () => {
    const { uploads, done } = uploadsWith(picture);
    uploads.add([new File(["x"], "IMG_0001.HEIC")]);
    await settled();
    expect(done).toHaveLength(1);
  });

  it("show the server's reason", async () => {
    const { uploads } = uploadsWith(new ApiError("refused", "This photo has too many pixels."));
    uploads.add([photo]);
    await settled();
    expect(uploads.list.value).toMatchObject([{ error: "This photo has too many pixels.", retry: null }]);
  });

  it("go on by themselves when the connection is back, and count as underway until then", async () => {
    const lost = new ApiError("unreachable", "");
    const { uploads, done, comeBack } = uploadsWith(lost, lost, picture);
    uploads.add([photo]);
    await settled();
    expect(uploads.underway).toMatchObject({ name: "cat.jpg", isLost: true });
    comeBack();
    await settled();
    expect(uploads.underway?.isLost).toBe(true);
    comeBack();
    await settled();
    expect([uploads.underway, done.length]).toEqual([null, 1]);
  });

  it("do not go on once they are put away", async () => {
    const { uploads, done, comeBack } = uploadsWith(new ApiError("unreachable", ""), picture);
    uploads.add([photo]);
    await settled();
    uploads.dismiss(uploads.list.value[0]?.key as number);
    comeBack();
    await settled();
    expect([uploads.list.value, done]).toEqual([[], []]);
  });

  it("can be tried again after a lost connection, and put away", async () => {
    const { uploads, done } = uploadsWith(new ApiError("unreachable", ""), picture);
    uploads.add([photo]);
    await settled();
    uploads.list.value[0]?.retry?.();
    await settled();
    expect(done).toHaveLength(1);
    uploads.report("cat.jpg", "No.");
    uploads.dismiss(uploads.list.value[0]?.key as number);
    expect(uploads.list.value).toEqual([]);
  });

  it("end when they are taken off the list, and bring nothing then", async () => {
    const { uploads, done } = uploadsWith(picture);
    uploads.add([photo]);
    uploads.dismiss(uploads.list.value[0]?.key as number);
    await settled();
    expect(done).toEqual([]);
    expect(uploads.list.value).toEqual([]);
  });

  it("say why by the server's number, whatever its sentence", async () => {
    const { uploads } = uploadsWith(new ApiError("refused", "Nope.", 9003));
    uploads.add([photo]);
    await settled();
    expect(uploads.list.value).toMatchObject([
      {
        error: "cat.jpg has more pixels than we can take. Make it smaller, and choose it again.",
        retry: null,
      },
    ]);
  });

  it("may be tried again when only the moment was wrong", async () => {
    const { uploads, done } = uploadsWith(new ApiError("refused", "Slow down.", 7205), picture);
    uploads.add([photo]);
    await settled();
    uploads.list.value[0]?.retry?.();
    await settled();
    expect(done).toHaveLength(1);
  });

  it("take the first file to what it is meant for, and the others to where there is room", async () => {
    const targets: unknown[] = [];
    const api = { uploadImage: async () => picture, imageFromUrl: async () => picture };
    const uploads = new Uploads<{ kind: string; id: string }>(
      api,
      (_picture, target) => targets.push(target),
      {
        isOnline: () => true,
        wait: async () => {},
      },
    );
    const target = { kind: "layer", id: "i1" } as const;
    uploads.add([new File(["x"], "notes.txt"), photo, photo], target);
    await settled();
    uploads.addFromUrl("https://example.com/photos/a%20cat.png", target);
    expect(uploads.underway?.name).toBe("a cat.png");
    await settled();
    expect(targets).toEqual([target, null, target]);
  });
});
