/** Simple shapes to set texts and photos off. */
import type { ShapeStyle } from "../model/newLayers";
import { words } from "../words";
import { useSession } from "./session";

interface ShapeChoice extends ShapeStyle {
  readonly label: string;
  readonly icon: string;
}

function shapeChoices(): readonly ShapeChoice[] {
  return [
    { label: words.rectangle, shape: "rectangle", ratio: 0.7, rounding: 0, icon: "M4 9h32v22H4z" },
    {
      label: words.rounded,
      shape: "rectangle",
      ratio: 0.7,
      rounding: 0.2,
      icon: "M10 9h20a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6H10a6 6 0 0 1-6-6V15a6 6 0 0 1 6-6Z",
    },
    {
      label: words.ellipse,
      shape: "ellipse",
      ratio: 1,
      rounding: 0,
      icon: "M20 5a15 15 0 1 1 0 30 15 15 0 0 1 0-30Z",
    },
    {
      label: words.star,
      shape: "star",
      ratio: 0.95,
      rounding: 0,
      icon: "m20 4 4.7 10.6 11.5 1.1-8.7 7.7 2.6 11.3L20 28.8 9.9 34.7l2.6-11.3-8.7-7.7 11.5-1.1Z",
    },
    {
      label: words.heart,
      shape: "heart",
      ratio: 0.9,
      rounding: 0,
      icon: "M20 34C9 26 4 20.5 4 14.5 4 9.5 8 6.5 12 6.5c3.5 0 6.5 2 8 5.2 1.5-3.2 4.5-5.2 8-5.2 4 0 8 3 8 8C36 20.5 31 26 20 34Z",
    },
  ];
}

export function ShapesPanel() {
  const { editor } = useSession();
  return (
    <div class="stack">
      <p class="muted small">{words.shapesIntro}</p>
      <div class="shapes">
        {shapeChoices().map((choice) => (
          <button
            type="button"
            class="shape"
            key={choice.label}
            aria-label={choice.label}
            title={choice.label}
            onClick={() => editor.addShape(choice)}
          >
            <svg viewBox="0 0 40 40" aria-hidden="true">
              <path d={choice.icon} />
            </svg>
          </button>
        ))}
      </div>
    </div>
  );
}
