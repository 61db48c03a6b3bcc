import { describe, expect, it } from "vitest";
import { type CodeDraft, codeColours, contentOf, draftOf, EMPTY_DRAFT, problemOf } from "./codes";

const draft = (fields: Partial<CodeDraft>): CodeDraft => ({ ...EMPTY_DRAFT, ...fields });
const wifi = draft({ kind: "wifi", network: 'Café; "5G"', password: "a:b,c\\d" });
const contact = draft({
  kind: "contact",
  name: "Ada Lovelace",
  phone: "+44 20 1234",
  website: "ada.example",
});

describe("a QR code", () => {
  it.each([
    ["a link without its beginning", draft({ link: " ada.example/shop " }), "https://ada.example/shop"],
    ["a link to a mailbox", draft({ link: "mailto:ada@ada.example" }), "mailto:ada@ada.example"],
    ["a text", draft({ kind: "text", text: " Hello\nyou " }), "Hello\nyou"],
    ["a network", wifi, 'WIFI:T:WPA;S:Café\\; \\"5G\\";P:a\\:b\\,c\\\\d;;'],
    ["an open network", draft({ kind: "wifi", network: "Guests" }), "WIFI:T:nopass;S:Guests;;"],
    ["a contact", contact, "MECARD:N:Ada Lovelace;TEL:+44 20 1234;URL:https\\://ada.example;;"],
  ])("says %s", (_case, filled, content) => {
    expect(contentOf(filled)).toBe(content);
    expect(problemOf(filled)).toBeNull();
  });

  it.each([
    ["nothing", draft({}), "empty"],
    ["a contact without a name", draft({ kind: "contact", phone: "1" }), "empty"],
    ["no address", draft({ link: "not an address" }), "address"],
    ["a script", draft({ link: "javascript:alert(1)" }), "address"],
    ["a host without a dot", draft({ link: "localhost" }), "address"],
    ["too much", draft({ kind: "text", text: "é".repeat(1200) }), "long"],
  ])("is not made of %s", (_case, filled, problem) => {
    expect(problemOf(filled)).toBe(problem);
  });

  it("gives its fields back", () => {
    expect(draftOf(contentOf(wifi))).toEqual(wifi);
    expect(draftOf(contentOf(contact))).toEqual({ ...contact, website: "https://ada.example" });
    expect(draftOf("https://ada.example")).toEqual(draft({ link: "https://ada.example" }));
    expect(draftOf("Hello")).toEqual(draft({ kind: "text", text: "Hello" }));
  });

  it("is dark on a light product, and brings a light ground along for a dark one", () => {
    const palette = ["#ffffff", "#a8321f", "#1c1b1a"];
    expect(codeColours("#f4f1ea", palette)).toEqual({ colour: "#1c1b1a", background: null });
    expect(codeColours("#1f2a44", palette)).toEqual({ colour: "#1c1b1a", background: "#ffffff" });
    expect(codeColours("#000000", [])).toEqual({ colour: "#1c1b1a", background: "#ffffff" });
  });
});
