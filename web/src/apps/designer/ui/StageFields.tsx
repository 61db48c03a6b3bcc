/**
 * The product's own fields where they are empty: a dashed place for a photo, the example of a text. What is pressed is
 * the stage under them, where objects may lie; they are buttons for keys and for whoever hears the page.
 */
import type { Signal } from "@preact/signals";
import { type Matrix, multiply, translation } from "../../../geometry/matrix";
import { Icon } from "../../../ui/icons";
import { boundsOf } from "../../../view2d/placement";
import { emptyFields, writeField } from "../model/fields";
import { imageInArea } from "../model/imageAreas";
import { words } from "../words";
import { useSession } from "./session";
import { openPlace } from "./startStage";

interface StageFieldsProps {
  readonly toScreen: Signal<Matrix | null>;
  /** The product comes first: nothing is offered on an empty page. */
  readonly hasPhoto: boolean;
}

export function StageFields({ toScreen, hasPhoto }: StageFieldsProps) {
  const session = useSession();
  const { editor } = session;
  const area = editor.productArea;
  const matrix = toScreen.value;
  if (!area || !matrix || !hasPhoto) return null;
  const photos = area.image_areas.filter((field) => !imageInArea(editor, area.name, field));
  return (
    <>
      {photos.map((field) => (
        <button
          type="button"
          class="stage-field stage-field--photo"
          key={`photo-${field.id}`}
          style={placeOf(field, matrix)}
          aria-label={words.fillPhoto(field.name)}
          onClick={() => openPlace(session, area.name, field.name)}
        >
          <Icon name="photo" size={22} />
        </button>
      ))}
      {emptyFields(editor, area.name).map((field) => (
        <button
          type="button"
          class="stage-field"
          key={`text-${field.id}`}
          style={placeOf(field, matrix)}
          aria-label={words.writeField(field.name)}
          onClick={() => writeField(editor, area.name, field)}
        >
          {field.default_text ? null : field.name}
        </button>
      ))}
    </>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function placeOf({ x, y, width, height }: Place, toScreen: Matrix) {
  const box = boundsOf(multiply(toScreen, translation(x + width / 2, y + height / 2)), width, height);
  return { left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` };
}
