import type { LineForm } from "../../model/textEffects";

/** Each form as a stroke, with small feet where letters would stand. */
const PICTURES: Readonly<Record<LineForm, string>> = {
  straight: "M4 12h24",
  box: "M5 7h22M5 12h22M5 17h13",
  arc: "M4 17a14.5 14.5 0 0 1 24 0",
  wave: "M4 12c4-7 8-7 12 0s8 7 12 0",
  rise: "M4 18c8 0 16-12 24-12",
  circle: "M16 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z",
};

export function FormPicture({ form }: { form: LineForm }) {
  return (
    <svg class="form__picture" viewBox="0 0 32 24" aria-hidden="true">
      <path d={PICTURES[form]} />
    </svg>
  );
}
