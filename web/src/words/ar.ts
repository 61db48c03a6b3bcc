/** Arabic: buttons are verbal nouns, sentences speak to the shopper. */
import type { SharedWords } from ".";

/** A name of any script, set apart so that it and the sentence around it keep their own directions. */
const apart = (name: string | number) => `\u2068${name}\u2069`;

export const ar: SharedWords = {
  preflight: {
    language: "ar",
    inks: { white: "الحبر الأبيض", cut: "خط القص", foil: "الطباعة المعدنية", engrave: "النقش" },
    sentences: {
      picture_missing: {
        message: "لم تعد هذه الصورة موجودة. أضفها مرة أخرى.",
        background: "لم تعد صورة الخلفية موجودة. اختر صورة أخرى.",
      },
      upload_unfinished: {
        message: "ما زال رفع هذه الصورة جاريًا. انتظر حتى يكتمل.",
        background: "ما زال رفع صورة الخلفية جاريًا. انتظر حتى يكتمل.",
      },
      resolution: {
        message:
          "قد تُطبع هذه الصورة غير واضحة: دقتها هنا {dpi} نقطة في البوصة، والمطلوب {needed}. صغّرها أو اختر صورة أكبر.",
        background:
          "قد تُطبع الخلفية غير واضحة: دقتها هنا {dpi} نقطة في البوصة، والمطلوب {needed}. اختر صورة أكبر.",
      },
      outside_area: { message: "هذا خارج منطقة الطباعة ولن يُطبع." },
      text_safe_area: {
        message: "هذا أقرب إلى الحافة من اللازم بمقدار {over} مم وقد يُقص. حرّكه إلى الداخل.",
      },
      safe_area: {
        message: "هذا أقرب إلى الحافة من اللازم بمقدار {over} مم وقد يُقص. حرّكه إلى الداخل.",
      },
      bleed: {
        message: "ينتهي هذا قبل الحافة بمقدار {short} مم، وقد يظهر خط أبيض. كبّره.",
      },
      text_overflow: { message: "هذا النص أطول من المكان المخصص له. اختصره." },
      missing_glyph: {
        message: {
          one: "لا يتضمن هذا الخط \u2068{characters}\u2069، ولن يُطبع هذا الحرف. احذفه أو اختر خطًا آخر.",
          other: "لا يتضمن هذا الخط \u2068{characters}\u2069، ولن تُطبع هذه الحروف. احذفها أو اختر خطًا آخر.",
        },
      },
      text_size: {
        message: "قد يكون هذا النص أصغر من أن يُقرأ: هنا {size} مم، والمطلوب {needed} مم. كبّره.",
      },
      sample_text: { message: "ما زال مكتوبًا هنا «\u2068{text}\u2069». اكتب نصك أو احذفه." },
      default_text: {
        message: "ما زال في «\u2068{name}\u2069» نص المثال. أبقِه فقط إن كنت تريده كما هو.",
      },
      thin_line: {
        message: "توجد هنا خطوط بسُمك {width} مم؛ وما يقل عن {needed} مم قد لا يُطبع. زِد سُمكها.",
      },
      continuous_tone: {
        message: "يُطبع هذا بألوان مسطحة. لن تظهر الصور والتدرجات والأجزاء الشفافة بهذا الشكل.",
        background: "يُطبع هذا بألوان مسطحة. لن تظهر خلفية من الصور أو التدرجات بهذا الشكل.",
      },
      too_many_colours: {
        message: {
          one: "الطباعة هنا بلون واحد؛ وعدد ألوان التصميم على \u2068{area}\u2069 هو {colours}. قلّل الألوان.",
          two: "الطباعة هنا بلونين؛ وعدد ألوان التصميم على \u2068{area}\u2069 هو {colours}. قلّل الألوان.",
          few: "الطباعة هنا بعدد {most} ألوان؛ وعدد ألوان التصميم على \u2068{area}\u2069 هو {colours}. قلّل الألوان.",
          many: "الطباعة هنا بعدد {most} لونًا؛ وعدد ألوان التصميم على \u2068{area}\u2069 هو {colours}. قلّل الألوان.",
          other:
            "الطباعة هنا بعدد {most} لون؛ وعدد ألوان التصميم على \u2068{area}\u2069 هو {colours}. قلّل الألوان.",
        },
      },
      ink: { message: "هذا معدّ للتنفيذ بواسطة {name}، وهو غير متاح هنا. اختر لونًا بدلًا من ذلك." },
      code_size: {
        message: "قد لا يُقرأ هذا الرمز: عرض أصغر جزء فيه {width} مم، والمطلوب {needed} مم. كبّره.",
      },
      code_quiet_zone: {
        message: "قد لا يُقرأ هذا الرمز: يوجد شيء قريب منه. اترك حوله مسافة {margin} مم فارغة.",
      },
      code_contrast: { message: "قد لا يُقرأ هذا الرمز: يجب أن يكون أغمق بكثير مما خلفه." },
      required_text: { message: "«\u2068{name}\u2069» بحاجة إلى نص." },
      required_image: { message: "«\u2068{name}\u2069» بحاجة إلى صورة." },
      required_area: { message: "\u2068{area}\u2069 بحاجة إلى تصميم." },
      layer_count: {
        message: "عدد العناصر على \u2068{area}\u2069 هو {layers}. ما يزيد على {most} يستغرق وقتًا طويلًا.",
      },
      empty_design: { message: "أضف نصًا أو صورة أولًا." },
    },
  },
  retry: "إعادة المحاولة",
  close: "إغلاق",
  cancel: "إلغاء",
  unreachableTitle: "لا يوجد اتصال",
  unreachableText: "تعذّر الوصول إلى الخادم. تحقق من الاتصال ثم حاول مرة أخرى.",
  photoFromWeb: "إضافة من عنوان على الويب",
  photoAddress: "عنوان الصورة",
  addFromWeb: "إضافة هذه الصورة",
  notAnAddress: "هذا ليس عنوان ويب. مثال: \u2066https://example.com/photo.jpg\u2069.",
  cancelUpload: (name) => `إيقاف إضافة ${apart(name)}`,
  uploading: (name) => `جارٍ رفع ${apart(name)}`,
  preparing: (name) => `جارٍ تجهيز ${apart(name)}`,
  photo: "صورة",
  uploadUnreachable: (name) => `لم تصل ${apart(name)}: انقطع الاتصال. تصميمك محفوظ؛ حاول مرة أخرى.`,
  uploadFailed: (name) => `تعذّرت قراءة ${apart(name)}. اختر ملف JPEG أو PNG أو WebP.`,
  notAPhoto: (name) => `${apart(name)} ليست صورة. اختر ملف JPEG أو PNG أو WebP أو HEIC أو SVG أو PDF.`,
  tooLarge: (name, megabytes) => `حجم ${apart(name)} أكبر من ${megabytes} ميغابايت. اختر صورة أصغر.`,
  pictureRefused: {
    9001: (name) =>
      `${apart(name)} ليست صورة يمكننا طباعتها. اختر ملف JPEG أو PNG أو WebP أو HEIC أو SVG أو PDF.`,
    9002: (name) => `حجم الملف ${apart(name)} كبير جدًا. احفظه بصيغة JPEG الأصغر ثم اختره.`,
    9003: (name) => `عدد وحدات البكسل في ${apart(name)} أكبر مما يمكننا قبوله. صغّرها ثم اخترها مرة أخرى.`,
    9004: (name) => `الملف ${apart(name)} تالف أو غير مكتمل. افتحه واحفظه مجددًا ثم اختر الملف الجديد.`,
    9006: (name) => `الملف ${apart(name)} فارغ. اختر ملفًا آخر.`,
    9007: (name) => `الملف ${apart(name)} معقد جدًا. احفظه بصيغة JPEG أو PNG عادية ثم اختره.`,
    9008: () => "لا توجد في هذا العنوان صورة يمكننا قراءتها. احفظها على جهازك واخترها من هناك.",
    9009: (name) => `لم يُعثر على ${apart(name)}. أضفها مرة أخرى.`,
    9010: () => "هذا رسم: لا توجد له خلفية لإزالتها. غيّر ألوانه بدلًا من ذلك.",
    9011: () => "هذه الصورة أكبر من أن تُزال خلفيتها هنا. صغّرها ثم اخترها مرة أخرى.",
    9012: () => "لن يبقى شيء من هذه الصورة. قلّل ما يُزال منها.",
    9013: () => "لا يوجد هذا اللون في الصورة. اختر لونًا آخر أو زِد ما يُزال منه.",
    7202: (name) => `حجم الملف ${apart(name)} كبير جدًا. احفظه بصيغة JPEG الأصغر ثم اختره.`,
    7204: (name) => `وصل الملف ${apart(name)} تالفًا. حاول مرة أخرى.`,
    7205: () => "كانت هذه طلبات كثيرة دفعة واحدة. انتظر قليلًا ثم حاول مرة أخرى.",
  },
  dismiss: "إغلاق",
  searchProducts: "البحث عن منتجات",
  noProductFound: (query) => `لا نتائج للبحث عن «${apart(query)}»`,
  noProductFoundHint: "جرّب كلمة أخرى أو فئة أخرى.",
  moreUnreachable: "لم تُحمَّل المنتجات التالية.",
  showMore: "عرض المزيد",
  loadingProducts: "جارٍ تحميل المنتجات",
  productsUnreachable: "لم تُحمَّل المنتجات. تحقق من الاتصال ثم حاول مرة أخرى.",
  undo: "تراجع",
  redo: "إعادة",
};
