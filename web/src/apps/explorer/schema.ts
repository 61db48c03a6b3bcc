/** What a server's GraphQL schema says of itself, as far as the explorer shows it. */

export interface TypeRef {
  kind: string;
  name: string | null;
  ofType: TypeRef | null;
}

export interface Argument {
  name: string;
  description: string | null;
  type: TypeRef;
  defaultValue: string | null;
}

export interface Field {
  name: string;
  description: string | null;
  type: TypeRef;
  args?: Argument[];
}

export interface SchemaType {
  kind: string;
  name: string;
  description: string | null;
  fields: Field[] | null;
  inputFields: Field[] | null;
}

const ROOTS = ["Query", "Mutation"];
const TYPE = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";

export const SCHEMA_QUERY = `{ __schema { types {
  kind name description
  fields { name description type { ${TYPE} } args { name description type { ${TYPE} } defaultValue } }
  inputFields { name description type { ${TYPE} } }
} } }`;

/** A type as the query language writes it: `[Product!]!`. */
export function written(type: TypeRef): string {
  if (type.kind === "NON_NULL" && type.ofType) return `${written(type.ofType)}!`;
  if (type.kind === "LIST" && type.ofType) return `[${written(type.ofType)}]`;
  return type.name ?? "";
}

/** The type's own name, without list and non-null. */
export function named(type: TypeRef): string {
  return type.ofType ? named(type.ofType) : (type.name ?? "");
}

/** The types to show, what can be asked for first: without the language's own. */
export function shown(types: readonly SchemaType[]): SchemaType[] {
  const last = ROOTS.length;
  const rank = (type: SchemaType) => (ROOTS.includes(type.name) ? ROOTS.indexOf(type.name) : last);
  const own = types.filter((type) => !type.name.startsWith("__") && (type.fields ?? type.inputFields));
  return own.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** The types that have what is looked for in their name or among their fields, which are then those alone. */
export function found(types: readonly SchemaType[], text: string): SchemaType[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...types];
  const fits = (name: string) => name.toLowerCase().includes(wanted);
  return types.flatMap((type) => {
    if (fits(type.name)) return [type];
    const fields = type.fields?.filter((field) => fits(field.name)) ?? null;
    const inputFields = type.inputFields?.filter((field) => fits(field.name)) ?? null;
    return fields?.length || inputFields?.length ? [{ ...type, fields, inputFields }] : [];
  });
}
