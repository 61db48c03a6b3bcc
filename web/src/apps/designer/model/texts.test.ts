import { describe, expect, it } from "vitest";
import { readConfiguration } from "./configuration";
import { following, scaledPath } from "./following";
import { familiesOf, found, lacking, slantOf, styled } from "./fontFamilies";
import { newText } from "./newLayers";
import { offeredFonts, plainFont } from "./offeredFonts";
import { shirt } from "./testProduct";
import {
  bendOf,
  coloursOf,
  cssOf,
  fillKind,
  formed,
  formOf,
  gradient,
  polarOf,
  radiusAt,
  shadowOf,
  shadowStyle,
  withPolar,
} from "./textEffects";
import { mostLetters, pasteCuts } from "./textLimits";
import { presetsFor, secondColour } from "./textPresets";
import type { Product, ProductArea, ProductFont } from "./wire";

const [front] = shirt.areas as [ProductArea];
const style = { font: "inter-bold", scale: 1, isCurved: false };
const line = newText(front, "Ada", "#1c1b1a", style);
const font = (id: string, family: string, slant: string, coverage = ""): ProductFont => ({
  id,
  family,
  style: slant,
  url: `/${id}`,
  coverage,
});

describe("fonts by family", () => {
  const fonts = [
    font("a-bi", "Anton", "Bold Italic"),
    font("b", "Börek", "SemiBold"),
    font("a-b", "Anton", "Black"),
    font("a-i", "Anton", "Oblique"),
    font("a", "Anton", "Regular"),
  ];

  it("come in the order of the product, the plainest style first", () => {
    const families = familiesOf(fonts).map(({ name, styles }) => [name, styles.map(({ id }) => id).join()]);
    expect(families).toEqual([
      ["Anton", "a,a-i,a-b,a-bi"],
      ["Börek", "b"],
    ]);
  });

  it("have weights and slopes by their styles, and half-bold is none", () => {
    expect(fonts.map((one) => slantOf(one)).map(({ bold, italic }) => [bold, italic])).toEqual([
      [true, true],
      [false, false],
      [true, false],
      [false, true],
      [false, false],
    ]);
    const [anton, boerek] = familiesOf(fonts);
    expect(anton && styled(anton, { bold: true, italic: true })?.id).toBe("a-bi");
    expect(boerek && styled(boerek, { bold: true, italic: false })).toBeNull();
  });

  it("are found by their name, however it is written", () => {
    expect(found(familiesOf(fonts), " BOR").map(({ name }) => name)).toEqual(["Börek"]);
    expect(found(familiesOf(fonts), "x")).toEqual([]);
    expect(found(familiesOf(fonts), "")).toHaveLength(2);
  });

  it("are those of the configuration in its order, or all if it names none of the product's", () => {
    const product = { ...shirt, fonts };
    const offered = (...ids: string[]) =>
      offeredFonts(product, readConfiguration({ fonts: ids })).map(({ id }) => id);
    expect(offered("b", "nobody's", "a")).toEqual(["b", "a"]);
    expect(offered("nobody's")).toHaveLength(5);
    expect(offered()).toHaveLength(5);
  });

  it("have a plain one among those on offer: the first family's bold, or else the first", () => {
    const inter = [
      font("i-r", "Inter", "Regular"),
      font("i-b", "Inter", "Bold"),
      font("l", "Lobster", "Regular"),
    ];
    const plain = (...ids: string[]) =>
      plainFont(offeredFonts({ fonts: inter }, readConfiguration({ fonts: ids })));
    expect(plain()).toBe("i-b");
    expect(plain("l", "i-b")).toBe("l");
    expect(plain("i-r")).toBe("i-r");
    expect(plainFont([])).toBe("");
  });

  it("lack letters that they do not have, each once; accents can be put together, emoji come from elsewhere", () => {
    expect(lacking(font("x", "X", "Regular", "20-7e"), "Żółć ab żż")).toEqual(["Ż", "ó", "ł", "ć", "ż"]);
    expect(lacking(font("x", "X", "Regular", "20-7e,301,307"), "Żółć\n😀‍👩")).toEqual(["ł"]);
    expect(lacking(font("x", "X", "Regular"), "ł")).toEqual([]);
  });
});

describe("a shadow", () => {
  it("is soft, hard or a glow, in proportion to the letters", () => {
    expect(shadowOf("soft", 20, "#123456")).toEqual({
      colour: "#123456",
      opacity: 0.5,
      dx: 1.2,
      dy: 1.2,
      blur: 1,
    });
    expect(shadowOf("hard", 20, "#123456")).toMatchObject({ opacity: 1, dx: 1.2, dy: 1.2, blur: 0 });
    expect(shadowOf("glow", 20, "#123456")).toMatchObject({ opacity: 0.9, dx: 0, dy: 0, blur: 2 });
    for (const kind of ["soft", "hard", "glow"] as const)
      expect(shadowStyle(shadowOf(kind, 20, "#123456"))).toBe(kind);
  });

  it("lies so far away in a direction, clockwise from the right", () => {
    const shadow = shadowOf("hard", 20, "#123456");
    expect(polarOf({ ...shadow, dx: 3, dy: 4 })).toEqual({ distance: 5, direction: 53 });
    expect(polarOf({ ...shadow, dx: 0, dy: -2 })).toEqual({ distance: 2, direction: 270 });
    expect(withPolar(shadow, 2, 90)).toEqual({ ...shadow, dx: 0, dy: 2 });
    expect(withPolar(shadow, 2, 180)).toMatchObject({ dx: -2, dy: 0 });
  });
});

describe("a gradient", () => {
  it("spreads its colours evenly, and is drawn alike on a swatch", () => {
    const linear = gradient("linear", ["#000000", "#777777", "#ffffff"], 45);
    expect(linear).toEqual({
      type: "linear",
      angle: 45,
      stops: [
        { offset: 0, colour: "#000000" },
        { offset: 0.5, colour: "#777777" },
        { offset: 1, colour: "#ffffff" },
      ],
    });
    expect(cssOf(linear)).toBe("linear-gradient(135deg, #000000 0%, #777777 50%, #ffffff 100%)");
    expect(cssOf(gradient("radial", ["#000000", "#ffffff"]))).toBe(
      "radial-gradient(ellipse, #000000 0%, #ffffff 100%)",
    );
    expect([fillKind(linear), fillKind("#000000")]).toEqual(["linear", "plain"]);
    expect(coloursOf(linear)).toEqual(["#000000", "#777777", "#ffffff"]);
    expect([coloursOf("#123456"), cssOf("#123456")]).toEqual([["#123456"], "#123456"]);
  });
});

describe("the form of a line", () => {
  it("is bent by per cent of three quarters of a circle", () => {
    const radius = 150 / (0.5 * 1.5 * Math.PI);
    expect(radiusAt(50, 150)).toBeCloseTo(radius, 9);
    expect(radiusAt(-50, 150)).toBeCloseTo(-radius, 9);
    expect(radiusAt(-100, 1)).toBe(-1);
    expect(bendOf({ ...line, arc: { radius } }, 150)).toBe(50);
    expect(bendOf({ ...line, arc: { radius: -1 } }, 150)).toBe(-100);
    expect(bendOf(line, 150)).toBe(0);
  });

  it.each(["straight", "box", "arc", "wave", "rise", "circle"] as const)("%s is recognised again", (form) => {
    const made = { ...line, ...formed(line, form, { width: 50, height: 12 }, 50) };
    expect(formOf(made)).toBe(form);
    expect([made.box, made.arc, made.on_path].filter((one) => one !== null)).toHaveLength(
      form === "straight" ? 0 : 1,
    );
  });

  it("is a block with room for a second line, and a circle that begins at its lowest point", () => {
    const block = formed({ ...line, size: 10, line_height: 1.2 }, "box", { width: 50, height: 12 }, 50);
    expect(block.box).toEqual({ width: 51, height: 26.4, fit: "none", vertical_align: "middle" });
    expect(formed(line, "circle", { width: 50, height: 12 }, 60.4152).on_path?.path).toMatch(
      /^M0 10C-5.52 10 -10 5.52 -10 0/,
    );
    expect(formOf({ ...line, on_path: { path: "M0 0L9 9", start: 0, flip: false } })).toBeNull();
  });

  it("grows with what is written, whatever it follows", () => {
    const typesetter = { straightLength: ({ text, size }: typeof line) => text.length * size };
    const arc = { ...line, arc: { radius: -20 } };
    expect(following(typesetter, arc, { ...arc, text: "Ada Ad" })).toEqual({
      arc: { radius: -40 },
      on_path: null,
    });
    const path = { path: "M-10 0C-5 2.5 5 0 10 0", start: 0.5, flip: true };
    const wave = { ...line, on_path: path };
    expect(following(typesetter, wave, { ...wave, text: "Ada Ad" }).on_path).toEqual({
      ...path,
      path: "M-20 0C-10 5 10 0 20 0",
    });
    expect(following(typesetter, line, { ...line, text: "A" })).toEqual({});
    expect(following(typesetter, arc, { ...arc, text: "" })).toEqual({});
    expect(scaledPath("m1 1l2 2", 2)).toBe("m1 1l2 2");
  });
});

describe("how much a text holds", () => {
  const field = {
    id: "1",
    name: "Name",
    x: 0,
    y: 0,
    width: 9,
    height: 9,
    default_text: "",
    font: null,
    size: 9,
    colour: "#000000",
    align: "left" as const,
    max_length: 12,
    required: false,
    may_restyle: true,
    may_move: true,
  };

  it("is the product's word for its own fields", () => {
    const area = { ...front, text_areas: [field] };
    expect(mostLetters(area, { ...line, text_area: "Name" })).toBe(12);
    expect([mostLetters(area, line), mostLetters(null, line)]).toEqual([2000, 2000]);
  });

  it.each<[string, number, number, boolean]>([
    ["seven", 5, 5, false],
    ["eight!", 5, 5, false],
    ["eight..!", 5, 5, true],
    ["eight..!", 0, 5, false],
  ])("counts what %s takes the place of (%d to %d)", (pasted, selectionStart, selectionEnd, isCut) => {
    const event = {
      currentTarget: { value: "Grace", selectionStart, selectionEnd },
      clipboardData: { getData: () => pasted },
    } as unknown as ClipboardEvent;
    expect(pasteCuts(event, 12)).toBe(isCut);
  });
});

describe("ready-made styles", () => {
  const rich: Product = {
    ...shirt,
    fonts: [
      font("inter-regular", "Inter", "Regular"),
      font("inter-bold", "Inter", "Bold"),
      font("bebas-neue-regular", "Bebas Neue", "Regular"),
      font("lobster-regular", "Lobster", "Regular"),
      font("caveat-bold", "Caveat", "Bold"),
    ],
  };
  const keys = (product: Product, area: ProductArea = front, ...off: string[]) =>
    presetsFor(product, area, readConfiguration({ off }))
      .map(({ key }) => key)
      .join();

  it("are those that the fonts allow", () => {
    expect(keys(rich)).toBe("plain,headline,handwriting,retro,varsity,airy,curved,poster,invitation");
    expect(keys(shirt)).toBe("plain,headline,varsity,airy,curved");
    expect(keys({ ...shirt, fonts: [] })).toBe("");
    expect(keys({ ...shirt, fonts: [font("x", "X", "Regular")] })).toBe("plain");
  });

  it("leave out what is switched off, and second colours where there are none", () => {
    expect(keys(rich, front, "curve")).not.toContain("curved");
    expect(keys(rich, front, "spacing")).toBe("plain,headline,handwriting,retro,curved,poster");
    expect(keys(rich, front, "outline")).not.toContain("varsity");
    expect(keys(rich, front, "shadow")).not.toContain("retro");
    expect(keys(rich, front, "fonts")).toBe("plain,headline,varsity,airy,curved");
    expect(keys({ ...rich, colours: ["#000000"] })).not.toMatch(/retro|varsity/);
    expect(keys(rich, { ...front, process: "engraving" })).not.toMatch(/retro|varsity/);
  });

  it("have a second colour that is told from the letters and from the ground", () => {
    expect(secondColour("#1c1b1a", "#ffffff", ["#1c1b1a", "#ffffff", "#a8321f"])).toBe("#a8321f");
    expect(secondColour("#ffffff", "#1f2a44", [])).toBe("#b3262e");
  });
});
