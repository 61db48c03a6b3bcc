/** Italian, with the "tu" that shops use. */
import type { SharedWords } from ".";

export const it_IT: SharedWords = {
  preflight: {
    language: "it-IT",
    inks: {
      white: "inchiostro bianco",
      cut: "linea di taglio",
      foil: "lamina metallizzata",
      engrave: "incisione",
    },
    sentences: {
      picture_missing: {
        message: "Questa foto non è più disponibile. Aggiungila di nuovo.",
        background: "La foto dello sfondo non è più disponibile. Scegline un’altra.",
      },
      upload_unfinished: {
        message: "Il caricamento di questa foto è ancora in corso. Attendi che finisca.",
        background: "Il caricamento della foto dello sfondo è ancora in corso. Attendi che finisca.",
      },
      resolution: {
        message:
          "Questa foto potrebbe risultare sfocata: qui ha {dpi} dpi, ne servono {needed}. Rimpiccioliscila o scegline una più grande.",
        background:
          "Lo sfondo potrebbe risultare sfocato: qui ha {dpi} dpi, ne servono {needed}. Scegli una foto più grande.",
      },
      outside_area: { message: "Questo elemento è fuori dall’area di stampa e non verrà stampato." },
      text_safe_area: {
        message:
          "Questo testo è di {over} mm troppo vicino al bordo e potrebbe essere tagliato. Spostalo verso l’interno.",
      },
      safe_area: {
        message:
          "Questo elemento è di {over} mm troppo vicino al bordo e potrebbe essere tagliato. Spostalo verso l’interno.",
      },
      bleed: {
        message:
          "Mancano {short} mm per arrivare al bordo: può restare una striscia bianca. Ingrandisci questo elemento.",
      },
      text_overflow: { message: "Questo testo è troppo lungo per il suo spazio. Accorcialo." },
      missing_glyph: {
        message: {
          one: "Questo font non ha ⁨{characters}⁩; il carattere non verrà stampato. Toglilo o scegli un altro font.",
          other:
            "Questo font non ha ⁨{characters}⁩; questi caratteri non verranno stampati. Toglili o scegli un altro font.",
        },
      },
      text_size: {
        message:
          "Questo testo potrebbe essere troppo piccolo da leggere: qui è {size} mm, servono {needed} mm. Ingrandiscilo.",
      },
      sample_text: { message: "Qui c’è ancora scritto «{text}». Scrivi il tuo testo o eliminalo." },
      default_text: {
        message: "«{name}» ha ancora il testo di esempio. Lascialo solo se lo vuoi così.",
      },
      thin_line: {
        message:
          "Qui ci sono linee di {width} mm; sotto i {needed} mm potrebbero non essere stampate. Rendile più spesse.",
      },
      continuous_tone: {
        message: "Questa stampa usa colori pieni. Foto, sfumature e trasparenze avranno un aspetto diverso.",
        background:
          "Questa stampa usa colori pieni. Uno sfondo con foto o sfumature avrà un aspetto diverso.",
      },
      too_many_colours: {
        message: {
          one: "Questa stampa ammette 1 colore; il design su «{area}» ne ha {colours}. Usane meno.",
          other: "Questa stampa ammette {most} colori; il design su «{area}» ne ha {colours}. Usane meno.",
        },
      },
      ink: { message: "Questo elemento usa {name}, che qui non è disponibile. Scegli un colore." },
      code_size: {
        message:
          "Questo codice potrebbe non essere leggibile: la sua parte più piccola è larga {width} mm, servono {needed} mm. Ingrandiscilo.",
      },
      code_quiet_zone: {
        message:
          "Questo codice potrebbe non essere leggibile: c’è qualcosa di troppo vicino. Lascia {margin} mm liberi tutt’intorno.",
      },
      code_contrast: {
        message:
          "Questo codice potrebbe non essere leggibile: deve essere molto più scuro di ciò che c’è dietro.",
      },
      required_text: { message: "«{name}» richiede un testo." },
      required_image: { message: "«{name}» richiede una foto." },
      required_area: { message: "«{area}» richiede un design." },
      layer_count: { message: "«{area}» ha {layers} elementi. Con più di {most} tutto rallenta." },
      empty_design: { message: "Aggiungi prima un testo o una foto." },
    },
  },
  retry: "Riprova",
  close: "Chiudi",
  cancel: "Annulla",
  unreachableTitle: "Nessuna connessione",
  unreachableText: "Il server non risponde. Controlla la connessione e riprova.",
  photoFromWeb: "Aggiungi da un indirizzo web",
  photoAddress: "Indirizzo della foto",
  addFromWeb: "Aggiungi questa foto",
  notAnAddress: "Non è un indirizzo web. Esempio: https://example.com/photo.jpg.",
  cancelUpload: (name) => `Interrompi l’aggiunta di ${name}`,
  uploading: (name) => `Caricamento di ${name}`,
  preparing: (name) => `Preparazione di ${name}`,
  photo: "Foto",
  uploadUnreachable: (name) =>
    `${name} non è arrivato: la connessione si è interrotta. Il tuo design è al sicuro; riprova.`,
  uploadFailed: (name) => `Impossibile leggere ${name}. Scegli un file JPEG, PNG o WebP.`,
  notAPhoto: (name) => `${name} non è un’immagine. Scegli un file JPEG, PNG, WebP, HEIC, SVG o PDF.`,
  tooLarge: (name, megabytes) => `${name} supera ${megabytes} MB. Scegli un file più piccolo.`,
  pictureRefused: {
    9001: (name) =>
      `${name} non è un’immagine che possiamo stampare. Scegli un file JPEG, PNG, WebP, HEIC, SVG o PDF.`,
    9002: (name) =>
      `${name} è un file troppo grande. Salvalo come JPEG, che occupa meno spazio, e scegli quello.`,
    9003: (name) =>
      `${name} ha più pixel di quanti possiamo accettarne. Riduci l’immagine e sceglila di nuovo.`,
    9004: (name) => `${name} è danneggiato o incompleto. Aprilo, salvalo di nuovo e scegli il nuovo file.`,
    9006: (name) => `${name} è vuoto. Scegli un altro file.`,
    9007: (name) => `${name} è troppo complesso da aprire. Salvalo come semplice JPEG o PNG e scegli quello.`,
    9008: () =>
      "A questo indirizzo non c’è un’immagine che possiamo leggere. Salvala sul tuo dispositivo e sceglila da lì.",
    9009: (name) => `${name} non è stato trovato. Aggiungilo di nuovo.`,
    9010: () => "Questa è una grafica: non ha uno sfondo da rimuovere. Cambia piuttosto i suoi colori.",
    9011: () => "Questa foto è troppo grande per rimuovere qui lo sfondo. Riducila e sceglila di nuovo.",
    9012: () => "Di questa foto non resterebbe nulla. Rimuovi di meno.",
    9013: () => "Questo colore non è presente nella foto. Scegli un altro colore o rimuovi di più.",
    7202: (name) =>
      `${name} è un file troppo grande. Salvalo come JPEG, che occupa meno spazio, e scegli quello.`,
    7204: (name) => `${name} è arrivato danneggiato. Riprova.`,
    7205: () => "Troppe richieste in una volta. Attendi un po’ e riprova.",
  },
  dismiss: "Ignora",
  searchProducts: "Cerca prodotti",
  noProductFound: (query) => `Nessun risultato per «${query}»`,
  noProductFoundHint: "Prova con un’altra parola o un’altra categoria.",
  moreUnreachable: "Impossibile caricare i prodotti successivi.",
  showMore: "Mostra altro",
  loadingProducts: "Caricamento dei prodotti",
  productsUnreachable: "Impossibile caricare i prodotti. Controlla la connessione e riprova.",
  undo: "Annulla",
  redo: "Ripeti",
};
