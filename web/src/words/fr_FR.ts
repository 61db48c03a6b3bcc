/** French, with the polite "vous"; narrow no-break spaces where French typography has them. */
import type { SharedWords } from ".";

/** French counts 0 as one: the sentence for one names the number too. */
export const fr_FR: SharedWords = {
  preflight: {
    language: "fr-FR",
    inks: {
      white: "de l’encre blanche",
      cut: "une ligne de découpe",
      foil: "de la dorure",
      engrave: "de la gravure",
    },
    sentences: {
      picture_missing: {
        message: "Cette photo n’est plus disponible. Ajoutez-la à nouveau.",
        background: "La photo de l’arrière-plan n’est plus disponible. Choisissez-en une autre.",
      },
      upload_unfinished: {
        message: "Cette photo est en cours d’envoi. Attendez qu’elle soit arrivée.",
        background: "La photo de l’arrière-plan est en cours d’envoi. Attendez qu’elle soit arrivée.",
      },
      resolution: {
        message:
          "Cette photo risque d’être floue à l’impression : {dpi} dpi ici, {needed} nécessaires. Réduisez-la ou choisissez-en une plus grande.",
        background:
          "L’arrière-plan risque d’être flou à l’impression : {dpi} dpi ici, {needed} nécessaires. Choisissez une photo plus grande.",
      },
      outside_area: { message: "Cet élément est hors de la zone d’impression et ne sera pas imprimé." },
      text_safe_area: {
        message:
          "Ce texte est trop près du bord de {over} mm et risque d’être coupé. Rapprochez-le du centre.",
      },
      safe_area: {
        message:
          "Cet élément est trop près du bord de {over} mm et risque d’être coupé. Rapprochez-le du centre.",
      },
      bleed: {
        message:
          "Il manque {short} mm pour atteindre le bord : un filet blanc peut y apparaître. Agrandissez cet élément.",
      },
      text_overflow: { message: "Ce texte est trop long pour sa place. Raccourcissez-le." },
      missing_glyph: {
        message: {
          one: "Cette police n’a pas ⁨{characters}⁩ ; ce caractère ne sera pas imprimé. Supprimez-le ou choisissez une autre police.",
          other:
            "Cette police n’a pas ⁨{characters}⁩ ; ces caractères ne seront pas imprimés. Supprimez-les ou choisissez une autre police.",
        },
      },
      text_size: {
        message:
          "Ce texte risque d’être trop petit pour être lu : {size} mm ici, {needed} mm nécessaires. Agrandissez-le.",
      },
      sample_text: { message: "Il est encore écrit « {text} ». Écrivez votre texte ou supprimez celui-ci." },
      default_text: {
        message: "« {name} » contient encore le texte d’exemple. Ne le gardez que s’il vous convient.",
      },
      thin_line: {
        message:
          "Il y a ici des traits de {width} mm ; en dessous de {needed} mm, ils risquent de ne pas s’imprimer. Épaississez-les.",
      },
      continuous_tone: {
        message:
          "Cette impression se fait en aplats de couleur. Les photos, les dégradés et les transparences auront un autre aspect.",
        background:
          "Cette impression se fait en aplats de couleur. Un arrière-plan de photos ou de dégradés aura un autre aspect.",
      },
      too_many_colours: {
        message: {
          one: "Cette impression accepte {most} couleur ; la création sur « {area} » en a {colours}. Utilisez-en moins.",
          other:
            "Cette impression accepte {most} couleurs ; la création sur « {area} » en a {colours}. Utilisez-en moins.",
        },
      },
      ink: {
        message: "Cet élément demande {name}, ce qui n’est pas proposé ici. Choisissez plutôt une couleur.",
      },
      code_size: {
        message:
          "Ce code risque de ne pas être lisible : sa plus petite partie mesure {width} mm, il en faut {needed} mm. Agrandissez-le.",
      },
      code_quiet_zone: {
        message:
          "Ce code risque de ne pas être lisible : un élément est trop proche. Laissez {margin} mm libres tout autour.",
      },
      code_contrast: {
        message:
          "Ce code risque de ne pas être lisible : il doit être bien plus foncé que ce qui est derrière.",
      },
      required_text: { message: "« {name} » demande un texte." },
      required_image: { message: "« {name} » demande une photo." },
      required_area: { message: "« {area} » demande une création." },
      layer_count: {
        message: "« {area} » contient {layers} éléments. Au-delà de {most}, tout devient lent.",
      },
      empty_design: { message: "Ajoutez d’abord un texte ou une photo." },
    },
  },
  retry: "Réessayer",
  close: "Fermer",
  cancel: "Annuler",
  unreachableTitle: "Pas de connexion",
  unreachableText: "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
  photoFromWeb: "Ajouter depuis une adresse web",
  photoAddress: "Adresse de la photo",
  addFromWeb: "Ajouter cette photo",
  notAnAddress: "Ce n’est pas une adresse web. Exemple : https://example.com/photo.jpg.",
  cancelUpload: (name) => `Arrêter l’ajout de ${name}`,
  uploading: (name) => `Envoi de ${name}`,
  preparing: (name) => `Préparation de ${name}`,
  photo: "Photo",
  uploadUnreachable: (name) =>
    `${name} n’est pas arrivé : la connexion a été perdue. Votre création est en sécurité ; réessayez.`,
  uploadFailed: (name) => `${name} n’a pas pu être lu. Choisissez un fichier JPEG, PNG ou WebP.`,
  notAPhoto: (name) =>
    `${name} n’est pas une image. Choisissez un fichier JPEG, PNG, WebP, HEIC, SVG ou PDF.`,
  tooLarge: (name, megabytes) => `${name} dépasse ${megabytes} Mo. Choisissez un fichier plus léger.`,
  pictureRefused: {
    9001: (name) =>
      `${name} n’est pas une image imprimable. Choisissez un fichier JPEG, PNG, WebP, HEIC, SVG ou PDF.`,
    9002: (name) =>
      `${name} est un fichier trop lourd. Enregistrez-le en JPEG, plus léger, et choisissez celui-ci.`,
    9003: (name) =>
      `${name} a plus de pixels que nous ne pouvons en accepter. Réduisez l’image et choisissez-la à nouveau.`,
    9004: (name) =>
      `${name} est endommagé ou incomplet. Ouvrez-le, enregistrez-le à nouveau et choisissez le nouveau fichier.`,
    9006: (name) => `${name} est vide. Choisissez un autre fichier.`,
    9007: (name) =>
      `${name} est trop complexe à ouvrir. Enregistrez-le en simple JPEG ou PNG et choisissez celui-ci.`,
    9008: () =>
      "Il n’y a pas d’image lisible à cette adresse. Enregistrez l’image sur votre appareil, puis choisissez-la.",
    9009: (name) => `${name} est introuvable. Ajoutez-le à nouveau.`,
    9010: () => "Ceci est un motif : il n’a pas d’arrière-plan à supprimer. Changez plutôt ses couleurs.",
    9011: () =>
      "Cette photo est trop grande pour que son arrière-plan soit supprimé ici. Réduisez-la et choisissez-la à nouveau.",
    9012: () => "Il ne resterait rien de cette photo. Supprimez-en moins.",
    9013: () =>
      "Cette couleur n’est pas dans la photo. Choisissez une autre couleur, ou supprimez-en davantage.",
    7202: (name) =>
      `${name} est un fichier trop lourd. Enregistrez-le en JPEG, plus léger, et choisissez celui-ci.`,
    7204: (name) => `${name} est arrivé endommagé. Réessayez.`,
    7205: () => "Cela fait beaucoup d’un coup. Attendez un peu, puis réessayez.",
  },
  dismiss: "Masquer",
  searchProducts: "Rechercher un produit",
  noProductFound: (query) => `Aucun résultat pour « ${query} »`,
  noProductFoundHint: "Essayez un autre mot ou une autre catégorie.",
  moreUnreachable: "Les produits suivants n’ont pas pu être chargés.",
  showMore: "Afficher plus",
  loadingProducts: "Chargement des produits",
  productsUnreachable: "Les produits n’ont pas pu être chargés. Vérifiez votre connexion, puis réessayez.",
  undo: "Annuler",
  redo: "Rétablir",
};
