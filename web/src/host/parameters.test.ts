import { describe, expect, it } from "vitest";
import { parseParameters } from "./parameters";

describe("parseParameters", () => {
  it("reads the documented link", () => {
    const link = parseParameters(
      "#p=1007644&r=2d-canvas&guid=99999&a2c=postMessage&meo=https://shop.example&mei=8f3a21",
    );
    expect(link).toEqual({
      productId: 1007644,
      design: null,
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

  it.each([
    ["pj", "print-job"],
    ["ps", "saved-design"],
    ["su", "sample"],
  ])("takes the design of %s in either letter case", (name, kind) => {
    const design = { kind, ref: "CF921CF10F59B3A258" };
    expect(parseParameters(`#p=5&${name}=cf921cf10f59b3a258`)).toMatchObject({ productId: 5, design });
  });

  it("goes on with the design that was appended last", () => {
    const [print, saved, later] = ["A", "B", "C"].map((digit) => digit.repeat(18));
    const designOf = (hash: string) => parseParameters(hash).design?.ref;
    expect(designOf(`#p=5&pj=${print}&ps=${saved}`)).toBe(saved);
    expect(designOf(`#ps=${saved}&p=5&pj=${print}`)).toBe(print);
    expect(designOf(`#ps=${saved}&pj=${print}&ps=${later}`)).toBe(later);
    expect(designOf(`#pj=${print}&ps=<script>`)).toBe(print);
  });

  it("lets the last of several count", () => {
    const link = parseParameters(
      "#p=5&text=a&p=6&text=b&state[aspect][1][option]=2&state[aspect][1][option]=3",
    );
    expect(link).toMatchObject({ productId: 6, text: "b", aspects: { "1": "3" } });
  });

  it.each([
    ["encoded once", "state[text_areas][Line%20%5B1%5D][text]=A%26B"],
    ["brackets too", "state%5Btext_areas%5D%5BLine%20%5B1%5D%5D%5Btext%5D=A%26B"],
    ["in small letters", "state%5btext_areas%5d%5bLine+%5b1%5d%5d%5btext%5d=A%26B"],
    ["twice", "state%255Btext_areas%255D%255BLine%2520%255B1%255D%255D%255Btext%255D=A%2526B"],
    ["as a whole", "p%3D5%26state%5Btext_areas%5D%5BLine%20%5B1%5D%5D%5Btext%5D%3DA%2526B"],
    ["with HTML's ampersand", "p=5&amp;state[text_areas][Line [1]][text]=A%26B"],
    ["behind a question mark", "?state[text_areas][Line [1]][text]=A%26B"],
    ["behind an exclamation mark", "!state[text_areas][Line [1]][text]=A%26B"],
  ])("reads a name with brackets and a value with an ampersand, %s", (_how, fields) => {
    expect(parseParameters(`#${fields}`).textAreas).toEqual({ "Line [1]": "A&B" });
  });

  it("reads every kind of state", () => {
    const link = parseParameters(
      "#state[print_size]=A4%20portrait&state[attribute][Gift%20wrapping]=Ribbon&state[attribute][6]=Für+Ada" +
        "&state[image_areas][Photo][url]=https%3A%2F%2Fshop.example%2Fa.jpg%3Fx%3D1%26y%3D2",
    );
    expect(link).toMatchObject({
      printSize: "A4 portrait",
      attributes: { "Gift wrapping": "Ribbon", "6": "Für Ada" },
      imageAreas: { Photo: "https://shop.example/a.jpg?x=1&y=2" },
    });
  });

  it("reads where things are asked for and posted to", () => {
    const link = "#epa=//shop.example/price&save=https://shop.example/save&ep3dUrl=http://shop.example/cart";
    expect(parseParameters(`${link}&a2cpost=1`)).toMatchObject({
      pricingUrl: "https://shop.example/price",
      saveUrl: "https://shop.example/save",
      cartFormUrl: "http://shop.example/cart",
    });
    expect(parseParameters(link).cartFormUrl).toBeNull();
    expect(parseParameters(`${link}&a2cpost=0`).cartFormUrl).toBeNull();
  });

  it("tells no product selector from one of all categories", () => {
    expect(parseParameters("#p=5").categories).toBeNull();
    expect(parseParameters("#p=5&pc=").categories).toEqual([]);
    expect(parseParameters("#p=5&pc=3, 4,x&g=7,../8,9")).toMatchObject({
      categories: ["3", "4"],
      galleries: ["7", "9"],
    });
  });

  it("knows the renderers", () => {
    for (const renderer of ["2d-canvas", "webgl", "multi"])
      expect(parseParameters(`#r=${renderer}`).renderer).toBe(renderer);
    expect(parseParameters("#r=flash").renderer).toBe("2d-canvas");
  });

  it("takes texts as plain text", () => {
    expect(parseParameters("#text=a%0D%0Ab%00%1B[31m%09c").text).toBe("a\nb[31m c");
    expect(parseParameters("#text=%3Cscript%3Ealert(1)%3C/script%3E").text).toBe("<script>alert(1)</script>");
    expect(parseParameters("#text=%00").text).toBeNull();
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
    ["pj", "#pj=../../etc", "design"],
    ["su", "#su=%27%20or%201=1", "design"],
    ["save", "#save=javascript:alert(1)", "saveUrl"],
    ["save", "#save=data:text/html,x", "saveUrl"],
    ["save", "#save=/relative", "saveUrl"],
    ["save", "#save=https:shop.example", "saveUrl"],
    ["epa", "#epa=%20javascript:alert(1)", "pricingUrl"],
    ["ep3dUrl", "#a2cpost=1&ep3dUrl=vbscript:x", "cartFormUrl"],
    ["ep3dUrl", "#a2cpost=1&ep3dUrl=https://", "cartFormUrl"],
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

  it("leaves out one bad entry and keeps its neighbours", () => {
    const link = parseParameters(
      `#state[image_areas][A][url]=javascript:alert(1)&state[image_areas][B][url]=https://shop.example/b.jpg` +
        `&state[text_areas][C][text]=${"c".repeat(2001)}&state[text_areas][D][text]=d&state[text_areas][][text]=e` +
        "&state[aspect]&state[aspect][E]=x&state[attribute][]=y",
    );
    expect(link).toMatchObject({ imageAreas: { B: "https://shop.example/b.jpg" }, textAreas: { D: "d" } });
    expect([link.aspects, link.attributes]).toEqual([{}, {}]);
  });

  it("reads what follows megabytes of rubbish", () => {
    const rubbish = "%41".repeat(1_000_000);
    const link = parseParameters(`#text=${rubbish}&${rubbish}=1&state[attribute][X]=${rubbish}&p=5`);
    expect(link).toEqual(parseParameters("#p=5"));
  });

  it("does not let a name reach the prototype", () => {
    const link = parseParameters("#state[text_areas][__proto__][text]=x");
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(link.textAreas.toString).toBe(Object.prototype.toString);
  });
});
