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
  const { editor, uploads } = session;
  const layer = imageInArea(editor, areaName, field);
  const target = { kind: "field", areaName, field: field.name } as const;
  const choose = (files: FileList) => uploads.add(files, target);
  const ratio = { aspectRatio: `${field.width} / ${field.height}` };
  return (
    <li class="place">
      {layer ? (
        <button
          type="button"
          class="place__picture"
          aria-label={words.showPlace(field.name)}
          onClick={() => editor.select(layer.id)}
        >
          <Thumbnail layer={layer} ratio={field.width / field.height} />
        </button>
      ) : (
        <FileButton
          class="place__picture place__picture--empty"
          label={words.addPhotoTo(field.name)}
          onFiles={choose}
        >
          <span class="place__box" style={ratio}>
            <Icon name="plus" />
          </span>
        </FileButton>
      )}
      <div class="place__facts">
        <strong>{field.name}</strong>
        <span class="muted small">{layer ? null : field.required ? words.required : words.optional}</span>
        {layer ? (
          <div class="row place__actions">
            <FileButton class="link-button small" label={words.replaceIn(field.name)} onFiles={choose}>
              {words.replace}
            </FileButton>
            {hasFeature(session.configuration, "crop") ? (
              <button
                type="button"
                class="link-button small"
                aria-label={words.adjustIn(field.name)}
                onClick={() => startCropping(session, layer.id)}
              >
                {words.adjust}
              </button>
            ) : null}
          </div>
        ) : (
          <FileButton class="link-button small" onFiles={choose}>
            {words.addPhotoHere}
          </FileButton>
        )}
      </div>
      {layer ? (
        <IconButton
          small
          icon="trash"
          label={words.takeOutOf(field.name)}
          onClick={() => emptyImageArea(editor, areaName, field)}
        />
      ) : null}
    </li>
  );
}
