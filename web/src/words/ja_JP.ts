/** Japanese, in the polite form; a number changes nothing of the words around it. */
import type { SharedWords } from ".";

export const ja_JP: SharedWords = {
  preflight: {
    language: "ja-JP",
    inks: { white: "白インク", cut: "カットライン", foil: "箔", engrave: "彫刻" },
    sentences: {
      picture_missing: {
        message: "この写真は見つかりません。もう一度追加してください。",
        background: "背景の写真は見つかりません。別の写真を選んでください。",
      },
      upload_unfinished: {
        message: "この写真はアップロード中です。完了までお待ちください。",
        background: "背景の写真はアップロード中です。完了までお待ちください。",
      },
      resolution: {
        message:
          "この写真は印刷がぼやける可能性があります。現在{dpi} dpi、必要なのは{needed} dpiです。小さくするか、より大きな写真を選んでください。",
        background:
          "背景は印刷がぼやける可能性があります。現在{dpi} dpi、必要なのは{needed} dpiです。より大きな写真を選んでください。",
      },
      outside_area: { message: "印刷範囲の外にあるため、印刷されません。" },
      text_safe_area: {
        message: "端に{over} mm近すぎるため、切れる可能性があります。内側に移動してください。",
      },
      safe_area: {
        message: "端に{over} mm近すぎるため、切れる可能性があります。内側に移動してください。",
      },
      bleed: {
        message: "端まで{short} mm足りないため、白い線が出る可能性があります。大きくしてください。",
      },
      text_overflow: { message: "テキストが長すぎて枠に収まりません。短くしてください。" },
      missing_glyph: {
        message:
          "このフォントには⁨{characters}⁩がないため、印刷されません。その文字を削除するか、別のフォントを選んでください。",
      },
      text_size: {
        message:
          "この文字は小さすぎて読めない可能性があります。現在{size} mm、必要なのは{needed} mmです。大きくしてください。",
      },
      sample_text: {
        message: "「{text}」のままになっています。お好きな言葉に書き換えるか、削除してください。",
      },
      default_text: { message: "「{name}」は例文のままです。このままでよいかご確認ください。" },
      thin_line: {
        message:
          "{width} mmの線があります。{needed} mmより細い線は印刷されない可能性があります。太くしてください。",
      },
      continuous_tone: {
        message: "この印刷は単色のベタ塗りです。写真、グラデーション、半透明の部分は見た目が変わります。",
        background: "この印刷は単色のベタ塗りです。写真やグラデーションの背景は見た目が変わります。",
      },
      too_many_colours: {
        message:
          "この印刷で使えるのは{most}色です。{area}のデザインは{colours}色です。色を減らしてください。",
      },
      ink: { message: "{name}はここではご利用いただけません。代わりにカラーを選んでください。" },
      code_size: {
        message:
          "このコードは読み取れない可能性があります。最も細い部分が{width} mm、必要なのは{needed} mmです。大きくしてください。",
      },
      code_quiet_zone: {
        message:
          "このコードは読み取れない可能性があります。近くに何かあります。周囲に{margin} mmの余白を空けてください。",
      },
      code_contrast: {
        message: "このコードは読み取れない可能性があります。背景よりずっと濃い色にしてください。",
      },
      required_text: { message: "「{name}」にテキストを入力してください。" },
      required_image: { message: "「{name}」に写真を追加してください。" },
      required_area: { message: "{area}をデザインしてください。" },
      layer_count: {
        message: "{area}に{layers}個の要素があります。{most}個を超えると処理に時間がかかります。",
      },
      empty_design: { message: "まずテキストか写真を追加してください。" },
    },
  },
  retry: "再試行",
  close: "閉じる",
  cancel: "キャンセル",
  unreachableTitle: "接続できません",
  unreachableText: "サーバーに接続できませんでした。接続を確認して、もう一度お試しください。",
  photoFromWeb: "URLから追加",
  photoAddress: "写真のURL",
  addFromWeb: "この写真を追加",
  notAnAddress: "URLの形式ではありません。例：https://example.com/photo.jpg",
  cancelUpload: (name) => `${name}の追加を中止`,
  uploading: (name) => `${name}をアップロード中`,
  preparing: (name) => `${name}を準備中`,
  photo: "写真",
  uploadUnreachable: (name) =>
    `接続が切れたため、${name}をアップロードできませんでした。デザインは保存されています。もう一度お試しください。`,
  uploadFailed: (name) => `${name}を読み込めませんでした。JPEG、PNG、WebPのファイルを選んでください。`,
  notAPhoto: (name) =>
    `${name}は画像ではありません。JPEG、PNG、WebP、HEIC、SVG、PDFのファイルを選んでください。`,
  tooLarge: (name, megabytes) =>
    `${name}は${megabytes} MBを超えています。より小さいファイルを選んでください。`,
  pictureRefused: {
    9001: (name) =>
      `${name}は印刷できる画像ではありません。JPEG、PNG、WebP、HEIC、SVG、PDFのファイルを選んでください。`,
    9002: (name) =>
      `${name}はファイルサイズが大きすぎます。より小さいJPEG形式で保存し、そのファイルを選んでください。`,
    9003: (name) => `${name}は画素数が多すぎます。縮小してから、もう一度選んでください。`,
    9004: (name) => `${name}は破損しているか不完全です。開いて保存し直し、新しいファイルを選んでください。`,
    9006: (name) => `${name}は空のファイルです。別のファイルを選んでください。`,
    9007: (name) => `${name}は複雑すぎて開けません。通常のJPEGかPNGで保存し、そのファイルを選んでください。`,
    9008: () => "このURLには読み込める画像がありません。端末に保存してから選んでください。",
    9009: (name) => `${name}が見つかりません。もう一度追加してください。`,
    9010: () => "これはイラストのため、削除する背景がありません。代わりに色を変更してください。",
    9011: () => "この写真は大きすぎて、ここでは背景を削除できません。縮小してから、もう一度選んでください。",
    9012: () => "写真に何も残らなくなります。削除する量を減らしてください。",
    9013: () => "写真の中にこの色はありません。別の色を選ぶか、削除する量を増やしてください。",
    7202: (name) =>
      `${name}はファイルサイズが大きすぎます。より小さいJPEG形式で保存し、そのファイルを選んでください。`,
    7204: (name) => `${name}が破損した状態で届きました。もう一度お試しください。`,
    7205: () => "一度に多くの操作がありました。少し待ってからもう一度お試しください。",
  },
  dismiss: "閉じる",
  searchProducts: "商品を検索",
  noProductFound: (query) => `「${query}」は見つかりませんでした`,
  noProductFoundHint: "別の言葉やカテゴリーでお試しください。",
  moreUnreachable: "続きの商品を読み込めませんでした。",
  showMore: "もっと見る",
  loadingProducts: "商品を読み込んでいます",
  productsUnreachable: "商品を読み込めませんでした。接続を確認して、もう一度お試しください。",
  undo: "元に戻す",
  redo: "やり直す",
};
