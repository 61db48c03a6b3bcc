/** The schema as a list of types that open, each with its fields, which lead on to their types. */
import { type Field, found, named, type SchemaType, type TypeRef, written } from "./schema";

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...parts: (Node | string)[]
) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...parts);
  return made;
}

/** A description, in which backticks stand around what is written in code. */
function told(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 ? element("code", "", part) : part));
}

/** Shows the types that fit what is looked for, and says how many; a field's type that has fields is a link to it. */
export function showSchema(place: HTMLElement, types: readonly SchemaType[], text: string): number {
  const fitting = found(types, text);
  const known = new Set(types.map((type) => type.name));
  place.replaceChildren(...fitting.map((type, index) => typeItem(type, known, text !== "" || index === 0)));
  if (fitting.length === 0) place.append(element("p", "muted small", "Nothing is called that."));
  return fitting.length;
}

function typeItem(type: SchemaType, known: ReadonlySet<string>, isOpen: boolean): HTMLElement {
  const details = element("details", "explorer__type", element("summary", "", type.name));
  details.id = `type-${type.name}`;
  details.open = isOpen;
  if (type.description) details.append(element("p", "muted small", ...told(type.description)));
  const fields = type.fields ?? type.inputFields ?? [];
  details.append(element("ul", "explorer__fields", ...fields.map((field) => fieldItem(field, known))));
  return details;
}

function fieldItem(field: Field, known: ReadonlySet<string>): HTMLElement {
  const line = element("code", "", field.name, ...argumentsOf(field), ": ", typeLink(field.type, known));
  const item = element("li", "", line);
  if (field.description) item.append(element("p", "muted small", ...told(field.description)));
  const described = field.args?.filter((argument) => argument.description) ?? [];
  if (described.length > 0) {
    const lines = described.map((argument) =>
      element("li", "", element("code", "", argument.name), " ", ...told(argument.description ?? "")),
    );
    item.append(element("ul", "muted small", ...lines));
  }
  return item;
}

function argumentsOf(field: Field): string[] {
  const args = field.args ?? [];
  return args.length > 0 ? [`(${args.map((each) => `${each.name}: ${written(each.type)}`).join(", ")})`] : [];
}

function typeLink(type: TypeRef, known: ReadonlySet<string>): Node {
  const name = named(type);
  if (!known.has(name)) return document.createTextNode(written(type));
  const link = element("a", "", written(type));
  link.href = `#type-${name}`;
  return link;
}
