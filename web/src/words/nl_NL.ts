/** Dutch, with "je", as Dutch shops say it. */
import type { SharedWords } from ".";

export const nl_NL: SharedWords = {
  preflight: {
    language: "nl-NL",
    inks: { white: "witte inkt", cut: "een snijlijn", foil: "folie", engrave: "gravure" },
    sentences: {
      picture_missing: {
        message: "Deze foto is er niet meer. Voeg hem opnieuw toe.",
        background: "De foto van de achtergrond is er niet meer. Kies een andere.",
      },
      upload_unfinished: {
        message: "Deze foto is nog onderweg. Wacht tot hij er is.",
        background: "De foto van de achtergrond is nog onderweg. Wacht tot hij er is.",
      },
      resolution: {
        message:
          "Deze foto wordt misschien onscherp gedrukt: hier {dpi} dpi, nodig is {needed}. Maak hem kleiner of kies een grotere.",
        background:
          "De achtergrond wordt misschien onscherp gedrukt: hier {dpi} dpi, nodig is {needed}. Kies een grotere foto.",
      },
      outside_area: { message: "Dit valt buiten het drukgebied en wordt niet gedrukt." },
      text_safe_area: {
        message:
          "Dit staat {over} mm te dicht bij de rand en wordt misschien afgesneden. Schuif het naar binnen.",
      },
      safe_area: {
        message:
          "Dit staat {over} mm te dicht bij de rand en wordt misschien afgesneden. Schuif het naar binnen.",
      },
      bleed: {
        message:
          "Dit eindigt {short} mm te vroeg bij de rand, waardoor een witte lijn zichtbaar kan blijven. Maak het groter.",
      },
      text_overflow: { message: "Deze tekst is te lang voor zijn plek. Maak hem korter." },
      missing_glyph: {
        message: {
          one: "Dit lettertype heeft geen ⁨{characters}⁩; dat teken wordt niet gedrukt. Haal het weg of kies een ander lettertype.",
          other:
            "Dit lettertype heeft geen ⁨{characters}⁩; die tekens worden niet gedrukt. Haal ze weg of kies een ander lettertype.",
        },
      },
      text_size: {
        message:
          "Deze tekst is misschien te klein om te lezen: hier {size} mm, nodig is {needed} mm. Maak hem groter.",
      },
      sample_text: { message: "Hier staat nog “{text}”. Schrijf je eigen tekst of verwijder hem." },
      default_text: {
        message: "In “{name}” staat nog de voorbeeldtekst. Laat die alleen staan als je dat wilt.",
      },
      thin_line: {
        message:
          "Hier staan lijnen van {width} mm; onder {needed} mm worden ze misschien niet gedrukt. Maak ze dikker.",
      },
      continuous_tone: {
        message:
          "Dit wordt in effen kleuren gedrukt. Foto's, verlopen en doorzichtige delen zien er straks anders uit.",
        background:
          "Dit wordt in effen kleuren gedrukt. Een achtergrond met foto's of verlopen ziet er straks anders uit.",
      },
      too_many_colours: {
        message: {
          one: "Hier wordt met 1 kleur gedrukt; het ontwerp op {area} heeft er {colours}. Gebruik er minder.",
          other:
            "Hier wordt met {most} kleuren gedrukt; het ontwerp op {area} heeft er {colours}. Gebruik er minder.",
        },
      },
      ink: { message: "Dit wordt gemaakt met {name}, en dat kan hier niet. Kies in plaats daarvan kleur." },
      code_size: {
        message:
          "Deze code is misschien niet te scannen: het kleinste deel is {width} mm breed, nodig is {needed} mm. Maak hem groter.",
      },
      code_quiet_zone: {
        message:
          "Deze code is misschien niet te scannen: er staat iets te dichtbij. Laat rondom {margin} mm vrij.",
      },
      code_contrast: {
        message:
          "Deze code is misschien niet te scannen: hij moet veel donkerder zijn dan wat erachter ligt.",
      },
      required_text: { message: "Bij “{name}” hoort een tekst." },
      required_image: { message: "Bij “{name}” hoort een foto." },
      required_area: { message: "Op {area} hoort een ontwerp." },
      layer_count: { message: "Op {area} staan {layers} objecten. Meer dan {most} kosten veel tijd." },
      empty_design: { message: "Voeg eerst een tekst of een foto toe." },
    },
  },
  retry: "Opnieuw proberen",
  close: "Sluiten",
  cancel: "Annuleren",
  unreachableTitle: "Geen verbinding",
  unreachableText: "We kunnen de server niet bereiken. Controleer je verbinding en probeer het opnieuw.",
  photoFromWeb: "Toevoegen vanaf een webadres",
  photoAddress: "Adres van de foto",
  addFromWeb: "Deze foto toevoegen",
  notAnAddress: "Dit is geen webadres. Het ziet er zo uit: https://example.com/photo.jpg.",
  cancelUpload: (name) => `Toevoegen van ${name} stoppen`,
  uploading: (name) => `${name} wordt geüpload`,
  preparing: (name) => `${name} wordt voorbereid`,
  photo: "Foto",
  uploadUnreachable: (name) =>
    `${name} is niet aangekomen: de verbinding viel weg. Je ontwerp is veilig; probeer het opnieuw.`,
  uploadFailed: (name) => `${name} kon niet worden gelezen. Kies een JPEG-, PNG- of WebP-bestand.`,
  notAPhoto: (name) => `${name} is geen afbeelding. Kies een JPEG-, PNG-, WebP-, HEIC-, SVG- of PDF-bestand.`,
  tooLarge: (name, megabytes) => `${name} is groter dan ${megabytes} MB. Kies een kleiner bestand.`,
  pictureRefused: {
    9001: (name) =>
      `${name} is geen afbeelding die we kunnen drukken. Kies een JPEG-, PNG-, WebP-, HEIC-, SVG- of PDF-bestand.`,
    9002: (name) =>
      `${name} is een te groot bestand. Sla het op als JPEG, dat is kleiner, en kies dat bestand.`,
    9003: (name) =>
      `${name} heeft meer pixels dan we kunnen verwerken. Maak de foto kleiner en kies hem opnieuw.`,
    9004: (name) =>
      `${name} is beschadigd of niet volledig. Open het, sla het opnieuw op en kies het nieuwe bestand.`,
    9006: (name) => `${name} is leeg. Kies een ander bestand.`,
    9007: (name) =>
      `${name} is te zwaar om te openen. Sla het op als gewone JPEG of PNG en kies dat bestand.`,
    9008: () =>
      "Op dit adres staat geen afbeelding die we kunnen lezen. Bewaar hem op je apparaat en kies hem daar.",
    9009: (name) => `${name} is niet gevonden. Voeg de foto opnieuw toe.`,
    9010: () =>
      "Dit is een tekening: er is geen achtergrond om te verwijderen. Pas in plaats daarvan de kleuren aan.",
    9011: () =>
      "Deze foto is te groot om hier de achtergrond te verwijderen. Maak hem kleiner en kies hem opnieuw.",
    9012: () => "Er zou niets van deze foto overblijven. Verwijder minder.",
    9013: () => "Deze kleur komt niet in de foto voor. Kies een andere kleur of verwijder er meer van.",
    7202: (name) =>
      `${name} is een te groot bestand. Sla het op als JPEG, dat is kleiner, en kies dat bestand.`,
    7204: (name) => `${name} is beschadigd aangekomen. Probeer het opnieuw.`,
    7205: () => "Dat was veel tegelijk. Wacht even en probeer het opnieuw.",
  },
  dismiss: "Sluiten",
  searchProducts: "Producten zoeken",
  noProductFound: (query) => `Niets gevonden voor “${query}”`,
  noProductFoundHint: "Probeer een ander woord of een andere categorie.",
  moreUnreachable: "De volgende producten zijn niet geladen.",
  showMore: "Meer tonen",
  loadingProducts: "De producten worden geladen",
  productsUnreachable: "De producten zijn niet geladen. Controleer je verbinding en probeer het opnieuw.",
  undo: "Ongedaan maken",
  redo: "Opnieuw",
};
