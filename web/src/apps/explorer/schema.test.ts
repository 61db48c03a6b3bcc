import { expect, test } from "vitest";
import { found, named, type SchemaType, shown, type TypeRef, written } from "./schema";

const id: TypeRef = { kind: "SCALAR", name: "ID", ofType: null };
const required = (ofType: TypeRef): TypeRef => ({ kind: "NON_NULL", name: null, ofType });
const list = (ofType: TypeRef): TypeRef => ({ kind: "LIST", name: null, ofType });

function type(name: string, ...fields: string[]): SchemaType {
  const made = fields.map((each) => ({ name: each, description: null, type: id }));
  return { kind: "OBJECT", name, description: null, fields: made, inputFields: null };
}

test("a type is written as the language has it", () => {
  expect(written(required(list(required(id))))).toBe("[ID!]!");
  expect(written(list(id))).toBe("[ID]");
  expect(named(required(list(required(id))))).toBe("ID");
});

test("what can be asked for comes first, the language's own types not at all", () => {
  const scalar: SchemaType = {
    kind: "SCALAR",
    name: "Json",
    description: null,
    fields: null,
    inputFields: null,
  };
  const types = [type("Product"), type("Mutation"), type("__Type"), scalar, type("Aspect"), type("Query")];

  expect(shown(types).map((each) => each.name)).toEqual(["Query", "Mutation", "Aspect", "Product"]);
});

test("types are found by their names with all fields, and by fields with those alone", () => {
  const types = [type("Product", "name", "sku"), type("Order", "ref", "product")];

  expect(
    found(types, " PRODUCT ").map((each) => [each.name, each.fields?.map((field) => field.name)]),
  ).toEqual([
    ["Product", ["name", "sku"]],
    ["Order", ["product"]],
  ]);
  expect(found(types, "")).toEqual(types);
  expect(found(types, "zebra")).toEqual([]);
});
