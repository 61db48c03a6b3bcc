/** Photos: choose, watch them arrive, use them again. */
import { useEffect } from "preact/hooks";
import { AddressField } from "../../../ui/AddressField";
import { FileButton } from "../../../ui/FileButton";
import { Icon } from "../../../ui/icons";
import { UploadRow } from "../../../ui/UploadRow";
import { hasFeature } from "../model/configuration";
import { listedPictures, takeAway } from "../model/pictures";
import type { Picture } from "../model/wire";
import { words } from "../words";
import { dragTo } from "./dragging";
import { LayerVerdicts } from "./LayerVerdicts";
import { PhotoPlaces } from "./photos/PhotoPlaces";
import { place, placeInHand } from "./placing";
import { useSession } from "./session";

export function PhotosPanel() {
  const { configuration, editor, ui, uploads } = useSession();
  useEffect(
    () => () => {
      ui.place.value = null;
    },
    [ui],
  );
  const selected = editor.selected.value;
  return (
    <div class="stack">
      <PhotoPlaces />
      {hasFeature(configuration, "upload") ? <Sources /> : null}
      {hasFeature(configuration, "image_url") ? <WebAddress /> : null}
      {uploads.list.value.map((upload) => (
        <UploadRow key={upload.key} upload={upload} onDismiss={() => uploads.dismiss(upload.key)} />
      ))}
      {selected?.type === "image" ? <LayerVerdicts layer={selected} /> : null}
      <YourPhotos />
    </div>
  );
}

/** The device's photos, and on a phone its camera. */
function Sources() {
  const session = useSession();
  const isPhone = session.ui.isPhone.value;
  const add = (files: FileList) => session.uploads.add(files, placeInHand(session));
  return (
    <div class="sources">
      <FileButton class="drop" multiple onFiles={add}>
        <Icon name="upload" size={24} />
        <strong>{words.addPhotos}</strong>
        {isPhone ? null : <span class="muted small">{words.photosIntro}</span>}
      </FileButton>
      {isPhone ? (
        <FileButton class="drop" camera onFiles={add}>
          <Icon name="camera" size={24} />
          <strong>{words.takePhoto}</strong>
        </FileButton>
      ) : null}
    </div>
  );
}

function WebAddress() {
  const session = useSession();
  return <AddressField onGiven={(address) => session.uploads.addFromUrl(address, placeInHand(session))} />;
}

function YourPhotos() {
  const { editor } = useSession();
  const listed = listedPictures(editor);
  if (listed.length === 0) return null;
  return (
    <section class="stack stack--8" aria-label={words.yourPhotos}>
      <h3 class="group__title">{words.yourPhotos}</h3>
      <ul class="pictures">
        {listed.map((picture) => (
          <YourPhoto key={picture.id} picture={picture} />
        ))}
      </ul>
    </section>
  );
}

function YourPhoto({ picture }: { picture: Picture }) {
  const session = useSession();
  const { editor, shelf } = session;
  const name = picture.file_name || words.photo;
  return (
    <li class="pictures__item">
      <button
        type="button"
        class="picture"
        aria-label={words.usePhoto(name)}
        title={name}
        onClick={() => void place(session, picture, placeInHand(session))}
        {...dragTo(session, (target) => place(session, picture, target))}
      >
        {shelf.images.value.has(picture.id) ? (
          <img src={picture.working.url} alt="" loading="lazy" draggable={false} />
        ) : (
          <span class="skeleton" />
        )}
      </button>
      <button
        type="button"
        class="pictures__remove"
        aria-label={words.removePhoto(name)}
        title={words.removePhoto(name)}
        onClick={() => takeAway(editor, picture.id)}
      >
        <Icon name="close" size={22} />
      </button>
    </li>
  );
}
