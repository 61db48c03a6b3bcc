/** German, with the polite "Sie". */
import type { SharedWords } from ".";

export const de_DE: SharedWords = {
  preflight: {
    language: "de-DE",
    inks: { white: "weißer Farbe", cut: "einer Schnittlinie", foil: "Folie", engrave: "Gravur" },
    sentences: {
      picture_missing: {
        message: "Dieses Foto ist nicht mehr da. Fügen Sie es noch einmal hinzu.",
        background: "Das Foto des Hintergrunds ist nicht mehr da. Wählen Sie ein anderes.",
      },
      upload_unfinished: {
        message: "Dieses Foto ist noch unterwegs. Warten Sie, bis es angekommen ist.",
        background: "Das Foto des Hintergrunds ist noch unterwegs. Warten Sie, bis es angekommen ist.",
      },
      resolution: {
        message:
          "Dieses Foto könnte unscharf gedruckt werden: hier {dpi} dpi, nötig sind {needed}. Verkleinern Sie es oder wählen Sie ein größeres.",
        background:
          "Der Hintergrund könnte unscharf gedruckt werden: hier {dpi} dpi, nötig sind {needed}. Wählen Sie ein größeres Foto.",
      },
      outside_area: { message: "Dies liegt außerhalb der Druckfläche und wird nicht gedruckt." },
      text_safe_area: {
        message:
          "Dies liegt {over} mm zu nah am Rand und könnte abgeschnitten werden. Rücken Sie es nach innen.",
      },
      safe_area: {
        message:
          "Dies liegt {over} mm zu nah am Rand und könnte abgeschnitten werden. Rücken Sie es nach innen.",
      },
      bleed: {
        message:
          "Dies endet am Rand {short} mm zu früh; dort kann ein weißer Streifen bleiben. Vergrößern Sie es.",
      },
      text_overflow: { message: "Dieser Text ist zu lang für seinen Platz. Kürzen Sie ihn." },
      missing_glyph: {
        message: {
          one: "Dieser Schrift fehlt ⁨{characters}⁩; das Zeichen wird nicht gedruckt. Nehmen Sie es heraus oder wählen Sie eine andere Schrift.",
          other:
            "Dieser Schrift fehlen ⁨{characters}⁩; diese Zeichen werden nicht gedruckt. Nehmen Sie sie heraus oder wählen Sie eine andere Schrift.",
        },
      },
      text_size: {
        message:
          "Dieser Text ist vielleicht zu klein zum Lesen: hier {size} mm, nötig sind {needed} mm. Vergrößern Sie ihn.",
      },
      sample_text: { message: "Hier steht noch „{text}“. Schreiben Sie etwas Eigenes oder löschen Sie es." },
      default_text: {
        message: "In „{name}“ steht noch der Beispieltext. Behalten Sie ihn nur, wenn Sie ihn so möchten.",
      },
      thin_line: {
        message:
          "Hier sind Linien von {width} mm; unter {needed} mm werden sie vielleicht nicht gedruckt. Machen Sie sie dicker.",
      },
      continuous_tone: {
        message:
          "Hier wird in vollen Farben ohne Abstufung gedruckt. Fotos, Verläufe und Durchscheinendes werden anders aussehen.",
        background:
          "Hier wird in vollen Farben ohne Abstufung gedruckt. Ein Hintergrund aus Fotos oder Verläufen wird anders aussehen.",
      },
      too_many_colours: {
        message: {
          one: "Gedruckt wird mit 1 Farbe; die Gestaltung auf {area} hat {colours}. Nehmen Sie weniger.",
          other:
            "Gedruckt wird mit {most} Farben; die Gestaltung auf {area} hat {colours}. Nehmen Sie weniger.",
        },
      },
      ink: { message: "Dies wird mit {name} gemacht, was es hier nicht gibt. Wählen Sie stattdessen Farbe." },
      code_size: {
        message:
          "Dieser Code lässt sich vielleicht nicht scannen: sein kleinster Teil ist {width} mm breit, nötig sind {needed} mm. Vergrößern Sie ihn.",
      },
      code_quiet_zone: {
        message:
          "Dieser Code lässt sich vielleicht nicht scannen: etwas liegt zu nah. Lassen Sie ringsum {margin} mm frei.",
      },
      code_contrast: {
        message:
          "Dieser Code lässt sich vielleicht nicht scannen: er muss viel dunkler sein als das, was dahinter liegt.",
      },
      required_text: { message: "„{name}“ braucht einen Text." },
      required_image: { message: "„{name}“ braucht ein Foto." },
      required_area: { message: "{area} braucht eine Gestaltung." },
      layer_count: { message: "Auf {area} liegen {layers} Objekte. Mehr als {most} brauchen lange." },
      empty_design: { message: "Fügen Sie zuerst einen Text oder ein Foto hinzu." },
    },
  },
  retry: "Noch einmal versuchen",
  close: "Schließen",
  cancel: "Abbrechen",
  unreachableTitle: "Keine Verbindung",
  unreachableText:
    "Der Server ist nicht zu erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  photoFromWeb: "Von einer Webadresse hinzufügen",
  photoAddress: "Adresse des Fotos",
  addFromWeb: "Dieses Foto hinzufügen",
  notAnAddress: "Das ist keine Webadresse. Sie sieht so aus: https://example.com/photo.jpg.",
  cancelUpload: (name) => `${name} nicht mehr hinzufügen`,
  uploading: (name) => `${name} wird hochgeladen`,
  preparing: (name) => `${name} wird vorbereitet`,
  photo: "Foto",
  uploadUnreachable: (name) =>
    `${name} ist nicht angekommen: Die Verbindung ist abgebrochen. Ihre Gestaltung ist sicher; versuchen Sie es noch einmal.`,
  uploadFailed: (name) => `${name} ließ sich nicht lesen. Wählen Sie eine JPEG-, PNG- oder WebP-Datei.`,
  notAPhoto: (name) =>
    `${name} ist kein Bild. Wählen Sie eine JPEG-, PNG-, WebP-, HEIC-, SVG- oder PDF-Datei.`,
  tooLarge: (name, megabytes) => `${name} ist größer als ${megabytes} MB. Wählen Sie ein kleineres.`,
  pictureRefused: {
    9001: (name) =>
      `${name} ist kein Bild, das wir drucken können. Wählen Sie eine JPEG-, PNG-, WebP-, HEIC-, SVG- oder PDF-Datei.`,
    9002: (name) =>
      `${name} ist eine zu große Datei. Speichern Sie sie als JPEG, das ist kleiner, und wählen Sie das.`,
    9003: (name) =>
      `${name} hat mehr Pixel, als wir annehmen können. Verkleinern Sie das Bild und wählen Sie es noch einmal.`,
    9004: (name) =>
      `${name} ist beschädigt oder unvollständig. Öffnen Sie es, speichern Sie es neu und wählen Sie die neue Datei.`,
    9006: (name) => `${name} ist leer. Wählen Sie eine andere Datei.`,
    9007: (name) =>
      `${name} lässt sich nur mit zu viel Aufwand öffnen. Speichern Sie es als einfaches JPEG oder PNG und wählen Sie das.`,
    9008: () =>
      "An dieser Adresse liegt kein Bild, das wir lesen können. Speichern Sie es auf Ihrem Gerät und wählen Sie es dort.",
    9009: (name) => `${name} wurde nicht gefunden. Fügen Sie es noch einmal hinzu.`,
    9010: () =>
      "Dies ist eine Zeichnung: Sie hat keinen Hintergrund zum Entfernen. Ändern Sie stattdessen ihre Farben.",
    9011: () =>
      "Dieses Foto ist zu groß, um hier den Hintergrund zu entfernen. Verkleinern Sie es und wählen Sie es noch einmal.",
    9012: () => "Von diesem Foto bliebe nichts übrig. Entfernen Sie weniger.",
    9013: () =>
      "Diese Farbe kommt im Foto nicht vor. Wählen Sie eine andere, oder entfernen Sie mehr von ihr.",
    7202: (name) =>
      `${name} ist eine zu große Datei. Speichern Sie sie als JPEG, das ist kleiner, und wählen Sie das.`,
    7204: (name) => `${name} kam beschädigt an. Versuchen Sie es noch einmal.`,
    7205: () => "Das war viel auf einmal. Warten Sie kurz und versuchen Sie es noch einmal.",
  },
  dismiss: "Ausblenden",
  searchProducts: "Produkte suchen",
  noProductFound: (query) => `Nichts gefunden für „${query}“`,
  noProductFoundHint: "Versuchen Sie ein anderes Wort oder eine andere Kategorie.",
  moreUnreachable: "Die nächsten Produkte sind nicht angekommen.",
  showMore: "Mehr zeigen",
  loadingProducts: "Die Produkte werden geladen",
  productsUnreachable:
    "Die Produkte sind nicht angekommen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  undo: "Rückgängig",
  redo: "Wiederholen",
};
