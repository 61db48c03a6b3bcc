import type { Upload } from "../pictures/uploads";
import { words } from "../words";
import { IconButton } from "./IconButton";

/** A photo on its way, or why it did not arrive. */
export function UploadRow({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const { name, progress, error, retry } = upload;
  if (error) {
    return (
      <div class="notice notice--danger" role="alert">
        <p>{error}</p>
        <div class="row">
          {retry ? (
            <button type="button" class="link-button" onClick={retry}>
              {words.retry}
            </button>
          ) : null}
          <button type="button" class="link-button" onClick={onDismiss}>
            {words.dismiss}
          </button>
        </div>
      </div>
    );
  }
  const label = progress === null ? words.preparing(name) : words.uploading(name);
  return (
    <div class="upload">
      <span class="upload__name small" role="status">
        {label}
      </span>
      <IconButton small icon="close" label={words.cancelUpload(name)} onClick={onDismiss} />
      <progress class="progress" aria-label={label} {...(progress === null ? {} : { value: progress })} />
    </div>
  );
}
