/** What a QR code says: a link, a text, the way into a network, or how to reach somebody. */
import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import { CODE_KINDS, type CodeDraft, type CodeKind, problemOf } from "../model/codes";
import { words } from "../words";
import { Segmented } from "./fields";

interface CodeFormProps {
  draft: CodeDraft;
  /** Whether an address that is none is said to be none: not while it is typed for the first time. */
  isChecked: boolean;
  onChange: (draft: CodeDraft) => void;
  onEnd: () => void;
}

type TextKey = Exclude<keyof CodeDraft, "kind">;

const FIELDS: Readonly<Record<CodeKind, readonly TextKey[]>> = {
  link: ["link"],
  text: ["text"],
  wifi: ["network", "password"],
  contact: ["name", "phone", "email", "website"],
};

const INPUTS: Readonly<Record<TextKey, InputHTMLAttributes<HTMLInputElement>>> = {
  link: { type: "url", dir: "ltr", autocomplete: "off" },
  text: { type: "text", autocomplete: "off" },
  network: { type: "text", autocomplete: "off" },
  password: { type: "text", autocomplete: "off" },
  name: { type: "text", autocomplete: "name" },
  phone: { type: "tel", dir: "ltr", autocomplete: "tel" },
  email: { type: "email", dir: "ltr", autocomplete: "email" },
  website: { type: "url", dir: "ltr", autocomplete: "url" },
};

export function CodeForm({ draft, isChecked, onChange, onEnd }: CodeFormProps) {
  const id = useId();
  const problem = problemOf(draft);
  const said =
    problem === "long" || (isChecked && problem === "address") ? words.codeProblems[problem] : null;
  return (
    <div class="stack stack--12">
      <Segmented
        label={words.codeKind}
        value={draft.kind}
        options={CODE_KINDS.map((kind) => ({ value: kind, label: words.codeKinds[kind] }))}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      {FIELDS[draft.kind].map((key) => {
        const props = {
          id: `${id}-${key}`,
          value: draft[key],
          placeholder: words.codeExamples[key],
          "aria-invalid": said ? true : undefined,
          "aria-describedby": said ? `${id}-problem` : undefined,
          onInput: (event: { currentTarget: { value: string } }) =>
            onChange({ ...draft, [key]: event.currentTarget.value }),
          onBlur: onEnd,
        } as const;
        return (
          <div class="field" key={key}>
            <label for={`${id}-${key}`}>{words.codeFields[key]}</label>
            {key === "text" ? (
              <textarea rows={3} dir="auto" {...props} />
            ) : (
              <input dir="auto" {...INPUTS[key]} autocapitalize="off" spellcheck={false} {...props} />
            )}
          </div>
        );
      })}
      {said ? (
        <p class="field__error" id={`${id}-problem`} role="alert">
          {said}
        </p>
      ) : null}
    </div>
  );
}
