import { describe, expect, it } from "vitest";
import { createdFrom } from "./formPost";
import { parseParameters } from "./parameters";

const PAGE = "https://designer.example/s/app/acp3_2/en_GB/default.html";

describe("createdFrom", () => {
  it.each([
    ["#p=5&guid=9", "#p=5&guid=9"],
    ["#p=5&ps=AAAAAAAAAAAAAAAAAA&guid=9&ps=BB", "#p=5&guid=9"],
    ["#ps=AAAAAAAAAAAAAAAAAA", "#"],
    ["#p=5&amp;ps=AAAAAAAAAAAAAAAAAA&text=ps=1", "#p=5&text=ps=1"],
    ["", "#"],
  ])("takes the saved design out of %s", (hash, expected) => {
    expect(createdFrom(`${PAGE}${hash}`)).toBe(`${PAGE}${expected}`);
  });

  it("opens the new one when the shop appends it, also where the link had a print job", () => {
    const ref = "CF921CF10F59B3A258";
    for (const hash of ["", "#p=5", "#p=5&pj=AAAAAAAAAAAAAAAAAA", "#ps=AAAAAAAAAAAAAAAAAA&p=5"]) {
      const address = `${createdFrom(`${PAGE}${hash}`)}&ps=${ref}`;
      expect(parseParameters(new URL(address).hash).design).toEqual({ kind: "saved-design", ref });
    }
  });
});
