import { describe, expect, it } from "vitest";
import { Checks, remedy } from "./checks";
import { Creator } from "./creator";
import { Mockups } from "./mockups";
import { artwork, blank, product, start } from "./testStart";

async function checksOn(width: number) {
  const creator = new Creator(start);
  const picture = { ...artwork, width, height: width / 2 };
  creator.useArtwork(picture);
  creator.choose([blank(1, "Shirt")]);
  creator.addProduct(product(1));
  const checks = new Checks(creator, new Mockups());
  await checks.load();
  return { creator, checks, picture };
}

describe("what a printer would point out", () => {
  it("is nothing about artwork that is fine enough", async () => {
    const { checks } = await checksOn(2400);
    expect(checks.findings.value.get(1)).toEqual([]);
    expect(checks.isBlocked.value).toBe(false);
  });

  it("is put right by what the finding offers", async () => {
    const { creator, checks, picture } = await checksOn(800);
    const [finding] = checks.findings.value.get(1) ?? [];
    if (!finding) throw new Error("800 pixels on 28 cm are too few");
    expect([finding.rule, finding.severity, finding.values]).toEqual([
      "resolution",
      "warn",
      { dpi: 72, needed: 150 },
    ]);
    const better = remedy(finding, product(1), picture, creator.placementOf(1));
    expect(better?.scale).toBeCloseTo(0.48);
    creator.place(1, better ?? {});
    expect(checks.findings.value.get(1)).toEqual([]);
  });

  it("waits while the artwork is in hand", async () => {
    const { creator, checks } = await checksOn(2400);
    expect(checks.findings.value.get(1)).toEqual([]);
    creator.isHeld.value = true;
    creator.place(1, { scale: 3 });
    expect(checks.findings.value.get(1)).toEqual([]);
    creator.isHeld.value = false;
    expect(checks.findings.value.get(1)?.map(({ rule }) => rule)).toContain("resolution");
  });

  it("has no remedy where only the artist knows one", async () => {
    const { creator, picture } = await checksOn(800);
    const finding = { rule: "continuous_tone", severity: "warn", message: "", values: {} } as const;
    expect(remedy(finding, product(1), picture, creator.placementOf(1))).toBeNull();
  });
});
