import { hasFeature } from "../../model/configuration";
import { emptyImageArea, type ImageField, imageFields, imageInArea } from "../../model/imageAreas";
import { words } from "../../words";
import { startCropping } from "../cropping";
import { IconButton } from "../fields";
import { Icon } from "../icons";
import { useSession } from "../session";
import { FileButton } from "./FileButton";
import { Thumbnail } from "./Thumbnail";

/** The product's own places for photos: what is in them, and what is still missing. */
export function PhotoPlaces() {
  const { editor } = useSession();
  const fields = imageFields(editor);
  if (fields.length === 0) return null;
  return (
    <section class="stack stack--12" aria-label={words.photoPlaces}>
      <p class="muted small">{words.photoPlacesIntro}</p>
      <ul class="places">
        {fields.map((one) => (
          <PhotoPlace key={`${one.areaName}/${one.field.id}`} {...one} />
        ))}
      </ul>
    </section>
  );
}

function PhotoPlace({ areaName, field }: ImageField) {
  const session = useSession();
  const { editor, uploads, configuration } = session;
  const layer = imageInArea(editor, areaName, field);
  const choose = (files: FileList) => uploads.add(files, { kind: "field", areaName, field: field.name });
  if (!layer)
    return (
      <li>
        <FileButton class="place place--empty" label={words.addPhotoTo(field.name)} onFiles={choose}>
          <span class="place__picture">
            <Icon name="plus" />
          </span>
          <span class="place__facts">
            <strong>{field.name}</strong>
            <span class="muted small">{field.required ? words.required : words.optional}</span>
          </span>
        </FileButton>
      </li>
    );
  return (
    <li class="place">
      <button
        type="button"
        class="place__picture"
        aria-label={words.showPlace(field.name)}
        onClick={() => editor.select(layer.id)}
      >
        <Thumbnail layer={layer} ratio={field.width / field.height} />
      </button>
      <div class="place__facts">
        <div class="place__name">
          <strong>{field.name}</strong>
          <IconButton
            small
            icon="trash"
            label={words.takeOutOf(field.name)}
            onClick={() => emptyImageArea(editor, areaName, field)}
          />
        </div>
        <div class="row">
          <FileButton class="button button--small" label={words.replaceIn(field.name)} onFiles={choose}>
            {words.replace}
          </FileButton>
          {hasFeature(configuration, "crop") ? (
            <button
              type="button"
              class="button button--small"
              aria-label={words.adjustIn(field.name)}
              onClick={() => startCropping(session, layer.id)}
            >
              {words.adjust}
            </button>
          ) : null}
        </div>
      </div>
    </li>
  );
}
