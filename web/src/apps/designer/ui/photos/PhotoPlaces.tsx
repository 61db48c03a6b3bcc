import { useEffect, useRef } from "preact/hooks";
import type { ImageLayer } from "../../../../document/types";
import { FileButton } from "../../../../ui/FileButton";
import { Icon } from "../../../../ui/icons";
import { hasFeature } from "../../model/configuration";
import { emptyImageArea, type ImageField, imageFields, imageInArea } from "../../model/imageAreas";
import { type FieldTarget, listedPictures } from "../../model/pictures";
import type { ImageArea } from "../../model/wire";
import { words } from "../../words";
import { startCropping } from "../cropping";
import { IconButton } from "../fields";
import { useSession } from "../session";
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
  const { editor, ui } = useSession();
  const layer = imageInArea(editor, areaName, field);
  const place = ui.place.value;
  const isPressed = place?.areaName === areaName && place.field === field.name;
  // What has been filled is asked for no longer, also when it is emptied again.
  useEffect(() => {
    if (layer && isPressed) ui.place.value = null;
  }, [ui, layer, isPressed]);
  const target: FieldTarget = { kind: "field", areaName, field: field.name };
  return layer ? (
    <FilledPlace layer={layer} field={field} target={target} />
  ) : (
    <EmptyPlace field={field} target={target} pressed={isPressed ? place : null} />
  );
}

interface PlaceProps {
  field: ImageArea;
  target: FieldTarget;
}

/** One that was pressed on the product asks the device at once, unless there are photos to choose from here. */
function EmptyPlace({ field, target, pressed }: PlaceProps & { pressed: FieldTarget | null }) {
  const { editor, ui, uploads, configuration } = useSession();
  const item = useRef<HTMLLIElement>(null);
  const takesFiles = hasFeature(configuration, "upload");
  useEffect(() => {
    // Every press anew: each makes another object.
    const button = pressed && item.current?.querySelector("button");
    button?.focus();
    if (takesFiles && listedPictures(editor).length === 0) button?.click();
  }, [pressed, takesFiles, editor]);
  const facts = (
    <>
      <span class="place__picture">
        <Icon name="plus" />
      </span>
      <span class="place__facts">
        <strong>{field.name}</strong>
        <span class="muted small">{field.required ? words.required : words.optional}</span>
      </span>
    </>
  );
  const label = words.addPhotoTo(field.name);
  return (
    <li ref={item}>
      {takesFiles ? (
        <FileButton class="place place--empty" label={label} onFiles={(files) => uploads.add(files, target)}>
          {facts}
        </FileButton>
      ) : (
        <button
          type="button"
          class="place place--empty"
          aria-label={label}
          aria-pressed={pressed !== null}
          onClick={() => {
            ui.place.value = target;
          }}
        >
          {facts}
        </button>
      )}
    </li>
  );
}

function FilledPlace({ layer, field, target }: PlaceProps & { layer: ImageLayer }) {
  const session = useSession();
  const { editor, uploads, configuration } = session;
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
            onClick={() => emptyImageArea(editor, target.areaName, field)}
          />
        </div>
        <div class="row">
          {hasFeature(configuration, "upload") ? (
            <FileButton
              class="button button--small"
              label={words.replaceIn(field.name)}
              onFiles={(files) => uploads.add(files, target)}
            >
              {words.replace}
            </FileButton>
          ) : null}
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
