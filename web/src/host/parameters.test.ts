import { describe, expect, it } from "vitest";
import { parseParameters } from "./parameters";

describe("parseParameters", () => {
  it("reads the documented link", () => {
    const link = parseParameters(
      "#p=1007644&r=2d-canvas&guid=99999&a2c=postMessage&meo=https://shop.example&mei=8f3a21",
    );
    expect(link).toEqual({
      productId: 1007644,
      printJob: null,
      savedDesign: null,
      sample: null,
      categories: null,
      galleries: [],
      pricingUrl: null,
      cartFormUrl: null,
      saveUrl: null,
      printSize: null,
      attributes: {},
      imageAreas: {},
      renderer: "2d-canvas",
      company: "99999",
      parentOrigin: "https://shop.example",
      messageId: "8f3a21",
      text: null,
      imageUrl: null,
      aspects: {},
      textAreas: {},
    });
  });

  it("takes the older name of the company, and lets guid win", () => {
    expect(parseParameters("#d=99999").company).toBe("99999");
    expect(parseParameters("#d=1&guid=99999").company).toBe("99999");
  });

  it("takes a print job in either letter case", () => {
    expect(parseParameters("#pj=cf921cf10f59b3a258").printJob).toBe("CF921CF10F59B3A258");
  });

  it("reads encoded names and values of state, case-sensitive", () => {
    const link = parseParameters(
      "#state%5Baspect%5D%5BColour%5D%5Boption%5D=Navy%20blue&state[text_areas][Top%20line][text]=A%26B&state[text_areas][top line][text]=x",
    );
    expect(link.aspects).toEqual({ Colour: "Navy blue" });
    expect(link.textAreas).toEqual({ "Top line": "A&B", "top line": "x" });
  });

  it("reads + as a space in text but not in the message id", () => {
    const link = parseParameters("#text=Hello+world&mei=a+b%2Fc");
    expect(link.text).toBe("Hello world");
    expect(link.messageId).toBe("a+b/c");
  });

  it("brings the parent's address down to its origin", () => {
    expect(parseParameters("#meo=https%3A%2F%2Fshop.example%2Fcart").parentOrigin).toBe(
      "https://shop.example",
    );
    expect(parseParameters("#meo=https://shop.example:443").parentOrigin).toBe("https://shop.example");
  });

  it.each([
    ["p", "#p=12x", "productId"],
    ["p", "#p=0", "productId"],
    ["pj", "#pj=../../etc", "printJob"],
    ["guid", "#guid=a/b", "company"],
    ["meo", "#meo=*", "parentOrigin"],
    ["meo", "#meo=null", "parentOrigin"],
    ["meo", "#meo=javascript:alert(1)", "parentOrigin"],
    ["i", "#i=file:///etc/passwd", "imageUrl"],
    ["i", "#i=javascript:alert(1)", "imageUrl"],
    ["mei", "#mei=", "messageId"],
    ["text", `#text=${"a".repeat(2001)}`, "text"],
  ] as const)("drops a bad %s: %s", (_name, hash, key) => {
    expect(parseParameters(hash)[key]).toBeNull();
  });

  it("ignores what it does not know and what is broken", () => {
    expect(parseParameters("#_usePs=1&epa=//x&&=&p=5&text=%E0%A4%A").productId).toBe(5);
    expect(parseParameters("").productId).toBeNull();
  });

  it("does not let a name reach the prototype", () => {
    const link = parseParameters("#state[text_areas][__proto__][text]=x");
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(link.textAreas.toString).toBe(Object.prototype.toString);
  });
});
