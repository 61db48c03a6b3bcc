/** Photos: choose, watch them arrive, use them again. */
import { useRef } from "preact/hooks";
import type { Upload } from "../model/uploads";
import { words } from "../words";
import { Icon } from "./icons";
import { LayerVerdicts } from "./LayerVerdicts";
import { useSession } from "./session";

const ACCEPTED = "image/*,application/pdf,.heic,.heif,.svg,.pdf";

export function PhotosPanel() {
  const { editor, uploads, shelf, ui } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const pictures = [...editor.pictures.value.values()];
  const images = shelf.images.value;
  const selected = editor.selected.value;
  return (
    <div class="stack">
      <button type="button" class="drop" onClick={() => input.current?.click()}>
        <Icon name="upload" size={24} />
        <strong>{words.addPhoto}</strong>
        <span class="muted small">{ui.isPhone.value ? words.photosIntroPhone : words.photosIntro}</span>
      </button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        multiple
        hidden
        aria-label={words.addPhoto}
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
      {selected?.type === "image" ? <LayerVerdicts layer={selected} /> : null}
      {uploads.list.value.map((upload) => (
        <UploadRow key={upload.key} upload={upload} />
      ))}
      {pictures.length > 0 ? (
        <section class="stack stack--8" aria-label={words.yourPhotos}>
          <h3 class="group__title">{words.yourPhotos}</h3>
          <div class="pictures">
            {pictures.map((picture) => (
              <button
                type="button"
                class="picture"
                key={picture.id}
                aria-label={words.usePhoto(picture.file_name || words.photo)}
                onClick={() => editor.addImage(picture)}
              >
                {images.has(picture.id) ? (
                  <img src={picture.working.url} alt="" loading="lazy" />
                ) : (
                  <span class="skeleton" />
                )}
              </button>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { uploads } = useSession();
  if (upload.error) {
    return (
      <div class="notice notice--danger" role="alert">
        <p>{upload.error}</p>
        <div class="row">
          {upload.retry ? (
            <button type="button" class="link-button" onClick={upload.retry}>
              {words.retry}
            </button>
          ) : null}
          <button type="button" class="link-button" onClick={() => uploads.dismiss(upload.key)}>
            {words.dismiss}
          </button>
        </div>
      </div>
    );
  }
  const label = upload.progress === null ? words.preparing(upload.name) : words.uploading(upload.name);
  return (
    <div class="stack stack--4" role="status">
      <span class="small">{label}</span>
      <progress
        class="progress"
        aria-label={label}
        {...(upload.progress === null ? {} : { value: upload.progress })}
      />
    </div>
  );
}
