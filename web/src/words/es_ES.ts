/** Spanish, with the "tú" that shops use; no-break spaces before units. */
import type { SharedWords } from ".";

export const es_ES: SharedWords = {
  preflight: {
    language: "es-ES",
    inks: { white: "tinta blanca", cut: "línea de corte", foil: "lámina metalizada", engrave: "grabado" },
    sentences: {
      picture_missing: {
        message: "Esta foto ya no está disponible. Añádela de nuevo.",
        background: "La foto del fondo ya no está disponible. Elige otra.",
      },
      upload_unfinished: {
        message: "Esta foto aún se está subiendo. Espera a que llegue.",
        background: "La foto del fondo aún se está subiendo. Espera a que llegue.",
      },
      resolution: {
        message:
          "Esta foto puede salir borrosa: aquí tiene {dpi} ppp y hacen falta {needed}. Redúcela o elige una más grande.",
        background:
          "El fondo puede salir borroso: aquí tiene {dpi} ppp y hacen falta {needed}. Elige una foto más grande.",
      },
      outside_area: { message: "Este elemento está fuera del área de impresión y no se imprimirá." },
      text_safe_area: {
        message:
          "Este texto está {over} mm demasiado cerca del borde y podría cortarse. Muévelo hacia dentro.",
      },
      safe_area: {
        message:
          "Este elemento está {over} mm demasiado cerca del borde y podría cortarse. Muévelo hacia dentro.",
      },
      bleed: {
        message:
          "Le faltan {short} mm para llegar al borde: puede quedar una franja blanca. Agranda este elemento.",
      },
      text_overflow: { message: "Este texto es demasiado largo para su espacio. Acórtalo." },
      missing_glyph: {
        message: {
          one: "Esta fuente no tiene ⁨{characters}⁩; ese carácter no se imprimirá. Quítalo o elige otra fuente.",
          other:
            "Esta fuente no tiene ⁨{characters}⁩; esos caracteres no se imprimirán. Quítalos o elige otra fuente.",
        },
      },
      text_size: {
        message:
          "Este texto puede ser demasiado pequeño para leerlo: aquí mide {size} mm y hacen falta {needed} mm. Agrándalo.",
      },
      sample_text: { message: "Aquí todavía pone «{text}». Escribe tu texto o elimínalo." },
      default_text: {
        message: "«{name}» aún tiene el texto de ejemplo. Déjalo solo si lo quieres así.",
      },
      thin_line: {
        message:
          "Aquí hay líneas de {width} mm; por debajo de {needed} mm puede que no se impriman. Hazlas más gruesas.",
      },
      continuous_tone: {
        message:
          "Esta impresión se hace con colores planos. Las fotos, los degradados y las transparencias se verán distintos.",
        background:
          "Esta impresión se hace con colores planos. Un fondo con fotos o degradados se verá distinto.",
      },
      too_many_colours: {
        message: {
          one: "Esta impresión admite 1 color; el diseño de «{area}» tiene {colours}. Usa menos.",
          other: "Esta impresión admite {most} colores; el diseño de «{area}» tiene {colours}. Usa menos.",
        },
      },
      ink: { message: "Este elemento usa {name}, que aquí no se ofrece. Elige un color." },
      code_size: {
        message:
          "Puede que este código no se pueda escanear: su parte más pequeña mide {width} mm y hacen falta {needed} mm. Agrándalo.",
      },
      code_quiet_zone: {
        message:
          "Puede que este código no se pueda escanear: hay algo demasiado cerca. Deja {margin} mm libres alrededor.",
      },
      code_contrast: {
        message:
          "Puede que este código no se pueda escanear: tiene que ser mucho más oscuro que lo que hay detrás.",
      },
      required_text: { message: "«{name}» necesita un texto." },
      required_image: { message: "«{name}» necesita una foto." },
      required_area: { message: "«{area}» necesita un diseño." },
      layer_count: { message: "«{area}» tiene {layers} elementos. Con más de {most}, todo va lento." },
      empty_design: { message: "Añade primero un texto o una foto." },
    },
  },
  retry: "Reintentar",
  close: "Cerrar",
  cancel: "Cancelar",
  unreachableTitle: "Sin conexión",
  unreachableText: "El servidor no responde. Comprueba tu conexión e inténtalo de nuevo.",
  photoFromWeb: "Añadir desde una dirección web",
  photoAddress: "Dirección de la foto",
  addFromWeb: "Añadir esta foto",
  notAnAddress: "Esto no es una dirección web. Ejemplo: https://example.com/photo.jpg.",
  cancelUpload: (name) => `Dejar de añadir ${name}`,
  uploading: (name) => `Subiendo ${name}`,
  preparing: (name) => `Preparando ${name}`,
  photo: "Foto",
  uploadUnreachable: (name) =>
    `${name} no ha llegado: se ha perdido la conexión. Tu diseño está a salvo; inténtalo de nuevo.`,
  uploadFailed: (name) => `No se ha podido leer ${name}. Elige un archivo JPEG, PNG o WebP.`,
  notAPhoto: (name) => `${name} no es una imagen. Elige un archivo JPEG, PNG, WebP, HEIC, SVG o PDF.`,
  tooLarge: (name, megabytes) => `${name} ocupa más de ${megabytes} MB. Elige un archivo más pequeño.`,
  pictureRefused: {
    9001: (name) =>
      `${name} no es una imagen que podamos imprimir. Elige un archivo JPEG, PNG, WebP, HEIC, SVG o PDF.`,
    9002: (name) =>
      `${name} es un archivo demasiado pesado. Guárdalo como JPEG, que ocupa menos, y elige ese.`,
    9003: (name) =>
      `${name} tiene más píxeles de los que podemos aceptar. Reduce la imagen y elígela de nuevo.`,
    9004: (name) => `${name} está dañado o incompleto. Ábrelo, guárdalo de nuevo y elige el archivo nuevo.`,
    9006: (name) => `${name} está vacío. Elige otro archivo.`,
    9007: (name) =>
      `${name} es demasiado complejo para abrirlo. Guárdalo como JPEG o PNG sencillo y elige ese.`,
    9008: () =>
      "En esta dirección no hay ninguna imagen que podamos leer. Guárdala en tu dispositivo y elígela desde allí.",
    9009: (name) => `No se ha encontrado ${name}. Añádelo de nuevo.`,
    9010: () => "Esto es un dibujo: no tiene fondo que eliminar. Cambia sus colores.",
    9011: () => "Esta foto es demasiado grande para eliminar su fondo aquí. Redúcela y elígela de nuevo.",
    9012: () => "No quedaría nada de esta foto. Elimina menos.",
    9013: () => "Este color no está en la foto. Elige otro color o elimina más.",
    7202: (name) =>
      `${name} es un archivo demasiado pesado. Guárdalo como JPEG, que ocupa menos, y elige ese.`,
    7204: (name) => `${name} ha llegado dañado. Inténtalo de nuevo.`,
    7205: () => "Es mucho de una vez. Espera un poco e inténtalo de nuevo.",
  },
  dismiss: "Descartar",
  searchProducts: "Buscar productos",
  noProductFound: (query) => `Sin resultados para «${query}»`,
  noProductFoundHint: "Prueba con otra palabra u otra categoría.",
  moreUnreachable: "No se han podido cargar los siguientes productos.",
  showMore: "Mostrar más",
  loadingProducts: "Cargando los productos",
  productsUnreachable: "No se han podido cargar los productos. Comprueba tu conexión e inténtalo de nuevo.",
  undo: "Deshacer",
  redo: "Rehacer",
};
