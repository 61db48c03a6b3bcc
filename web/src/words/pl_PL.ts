/** Polish, as Polish shops say it; names are not declined, so they stand after a colon or in quotation marks. */
import type { SharedWords } from ".";

/** Polish counts in four forms; whole numbers need three of them. */
export const pl_PL: SharedWords = {
  preflight: {
    language: "pl-PL",
    inks: { white: "biały druk", cut: "linia cięcia", foil: "folia", engrave: "grawer" },
    sentences: {
      picture_missing: {
        message: "Tego zdjęcia już nie ma. Dodaj je ponownie.",
        background: "Nie ma już zdjęcia w tle. Wybierz inne.",
      },
      upload_unfinished: {
        message: "To zdjęcie jeszcze się przesyła. Poczekaj, aż dotrze.",
        background: "Zdjęcie w tle jeszcze się przesyła. Poczekaj, aż dotrze.",
      },
      resolution: {
        message:
          "To zdjęcie może być na wydruku nieostre: tutaj {dpi} dpi, potrzeba {needed}. Zmniejsz je lub wybierz większe.",
        background:
          "Tło może być na wydruku nieostre: tutaj {dpi} dpi, potrzeba {needed}. Wybierz większe zdjęcie.",
      },
      outside_area: { message: "To jest poza obszarem druku i nie zostanie wydrukowane." },
      text_safe_area: {
        message: "To jest o {over} mm za blisko krawędzi i może zostać obcięte. Przesuń do środka.",
      },
      safe_area: {
        message: "To jest o {over} mm za blisko krawędzi i może zostać obcięte. Przesuń do środka.",
      },
      bleed: {
        message: "To kończy się o {short} mm za wcześnie przy krawędzi i może zostać biały pasek. Powiększ.",
      },
      text_overflow: { message: "Ten tekst jest za długi na swoje miejsce. Skróć go." },
      missing_glyph: {
        message: {
          one: "Ta czcionka nie ma znaku ⁨{characters}⁩, więc nie zostanie on wydrukowany. Usuń go lub wybierz inną czcionkę.",
          few: "Ta czcionka nie ma znaków ⁨{characters}⁩, więc nie zostaną one wydrukowane. Usuń je lub wybierz inną czcionkę.",
          many: "Ta czcionka nie ma znaków ⁨{characters}⁩, więc nie zostaną one wydrukowane. Usuń je lub wybierz inną czcionkę.",
          other:
            "Ta czcionka nie ma znaków ⁨{characters}⁩, więc nie zostaną one wydrukowane. Usuń je lub wybierz inną czcionkę.",
        },
      },
      text_size: {
        message:
          "Ten tekst może być za mały do czytania: tutaj {size} mm, potrzeba {needed} mm. Powiększ go.",
      },
      sample_text: { message: "Tu nadal jest „{text}”. Wpisz własny tekst lub usuń ten." },
      default_text: {
        message: "W polu „{name}” nadal jest tekst przykładowy. Zostaw go tylko, jeśli tak ma być.",
      },
      thin_line: {
        message:
          "Są tu linie grubości {width} mm; cieńsze niż {needed} mm mogą się nie wydrukować. Pogrub je.",
      },
      continuous_tone: {
        message:
          "Ten druk wykonujemy jednolitymi kolorami. Zdjęcia, gradienty i przezroczyste części będą wyglądać inaczej.",
        background:
          "Ten druk wykonujemy jednolitymi kolorami. Tło ze zdjęć lub gradientów będzie wyglądać inaczej.",
      },
      too_many_colours: {
        message: {
          one: "Drukujemy tu 1 kolorem; liczba kolorów projektu w obszarze „{area}”: {colours}. Użyj mniej.",
          few: "Drukujemy tu {most} kolorami; liczba kolorów projektu w obszarze „{area}”: {colours}. Użyj mniej.",
          many: "Drukujemy tu {most} kolorami; liczba kolorów projektu w obszarze „{area}”: {colours}. Użyj mniej.",
          other:
            "Drukujemy tu {most} kolorami; liczba kolorów projektu w obszarze „{area}”: {colours}. Użyj mniej.",
        },
      },
      ink: { message: "Wykonanie: {name}. Tutaj nie jest dostępne. Wybierz zamiast tego kolor." },
      code_size: {
        message:
          "Ten kod może się nie skanować: jego najmniejsza część ma {width} mm szerokości, potrzeba {needed} mm. Powiększ go.",
      },
      code_quiet_zone: {
        message:
          "Ten kod może się nie skanować: coś jest za blisko. Zostaw wokół niego {margin} mm wolnego miejsca.",
      },
      code_contrast: {
        message: "Ten kod może się nie skanować: musi być dużo ciemniejszy niż to, co jest za nim.",
      },
      required_text: { message: "Pole „{name}” wymaga tekstu." },
      required_image: { message: "Pole „{name}” wymaga zdjęcia." },
      required_area: { message: "Obszar „{area}” wymaga projektu." },
      layer_count: {
        message: "Liczba obiektów w obszarze „{area}”: {layers}. Powyżej {most} przygotowanie trwa długo.",
      },
      empty_design: { message: "Najpierw dodaj tekst lub zdjęcie." },
    },
  },
  retry: "Spróbuj ponownie",
  close: "Zamknij",
  cancel: "Anuluj",
  unreachableTitle: "Brak połączenia",
  unreachableText: "Nie możemy połączyć się z serwerem. Sprawdź połączenie i spróbuj ponownie.",
  photoFromWeb: "Dodaj z adresu w internecie",
  photoAddress: "Adres zdjęcia",
  addFromWeb: "Dodaj to zdjęcie",
  notAnAddress: "To nie jest adres internetowy. Wygląda on tak: https://example.com/photo.jpg.",
  cancelUpload: (name) => `Przerwij dodawanie: ${name}`,
  uploading: (name) => `Przesyłanie: ${name}`,
  preparing: (name) => `Przygotowywanie: ${name}`,
  photo: "Zdjęcie",
  uploadUnreachable: (name) =>
    `Nie udało się przesłać ${name}: połączenie zostało przerwane. Twój projekt jest bezpieczny; spróbuj ponownie.`,
  uploadFailed: (name) => `Nie udało się odczytać ${name}. Wybierz plik JPEG, PNG lub WebP.`,
  notAPhoto: (name) => `${name} to nie jest obraz. Wybierz plik JPEG, PNG, WebP, HEIC, SVG lub PDF.`,
  tooLarge: (name, megabytes) => `Plik ${name} ma ponad ${megabytes} MB. Wybierz mniejszy.`,
  pictureRefused: {
    9001: (name) =>
      `${name} to nie jest obraz, który możemy wydrukować. Wybierz plik JPEG, PNG, WebP, HEIC, SVG lub PDF.`,
    9002: (name) =>
      `${name} to zbyt duży plik. Zapisz go jako JPEG, który jest mniejszy, i wybierz ten plik.`,
    9003: (name) => `${name} ma więcej pikseli, niż możemy przyjąć. Zmniejsz obraz i wybierz go ponownie.`,
    9004: (name) =>
      `Plik ${name} jest uszkodzony lub niepełny. Otwórz go, zapisz ponownie i wybierz nowy plik.`,
    9006: (name) => `Plik ${name} jest pusty. Wybierz inny.`,
    9007: (name) =>
      `Plik ${name} jest zbyt złożony, aby go otworzyć. Zapisz go jako zwykły JPEG lub PNG i wybierz ten plik.`,
    9008: () =>
      "Pod tym adresem nie ma obrazu, który możemy odczytać. Zapisz go na swoim urządzeniu i wybierz stamtąd.",
    9009: (name) => `Nie znaleziono ${name}. Dodaj zdjęcie ponownie.`,
    9010: () => "To jest rysunek: nie ma tła do usunięcia. Zmień zamiast tego jego kolory.",
    9011: () => "To zdjęcie jest za duże, aby usunąć tu jego tło. Zmniejsz je i wybierz ponownie.",
    9012: () => "Z tego zdjęcia nic by nie zostało. Usuń mniej.",
    9013: () => "Na zdjęciu nie ma tego koloru. Wybierz inny kolor lub usuń go więcej.",
    7202: (name) =>
      `${name} to zbyt duży plik. Zapisz go jako JPEG, który jest mniejszy, i wybierz ten plik.`,
    7204: (name) => `Plik ${name} dotarł uszkodzony. Spróbuj ponownie.`,
    7205: () => "To było dużo naraz. Poczekaj chwilę i spróbuj ponownie.",
  },
  dismiss: "Zamknij",
  searchProducts: "Szukaj produktów",
  noProductFound: (query) => `Brak wyników dla „${query}”`,
  noProductFoundHint: "Spróbuj innego słowa lub innej kategorii.",
  moreUnreachable: "Nie udało się wczytać kolejnych produktów.",
  showMore: "Pokaż więcej",
  loadingProducts: "Wczytujemy produkty",
  productsUnreachable: "Nie udało się wczytać produktów. Sprawdź połączenie i spróbuj ponownie.",
  undo: "Cofnij",
  redo: "Ponów",
};
