"""Makes the fonts that stand in for characters which a chosen font lacks. Run by `make_fonts.py`.

Scripts of their own letters (Arabic, Hebrew, Devanagari, Thai) come whole from their part of `@fontsource`, so that no
joining form, conjunct or mark position is lost. Large fonts are cut down to a list of characters with all layout
features that these need. Chinese, Japanese and Korean characters are taken by how common they are: `@fontsource` ships
each of the three in slices ordered by that, and says in `unicode.json` what is in them. The emoji keep every sequence.

Layout asks these fonts in the order of `fonts.json`, and only for what the chosen font lacks: the emoji font, which
maps digits for the sake of keycaps, comes last.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from monogram.catalogue.font_tables import even_out

HERE = Path(__file__).parent
HINTING = ("fpgm", "prep", "cvt ", "cvar", "hdmx", "VDMX", "LTSH", "gasp", "DSIG", "STAT", "MVAR", "FFTM")
VERTICAL = ("vhea", "vmtx", "VORG", "BASE")

LATIN_GREEK_CYRILLIC = (
    "20-7e,a0-52f,1e00-1fff,2000-206f,2070-209f,20a0-20bf,2100-214f,2150-218f,2212,2215,221e,2260-2265"
)
SYMBOLS = "2190-21ff,2300-23ff,25a0-27bf,2b00-2bff"
SPACES = "20,a0"
KANA = "3000-303f,3040-30ff,ff01-ff9f"
SIGNS_AS_WIDE_AS_KANA = "2190-22ff,25a0-26ff"
HAN = "2e80-2fdf,3100-312f,3400-9fff"
HANGUL = "3131-318e,ac00-d7a3"
SHOWN_AS_EMOJI = (
    "231a-231b,23e9-23ec,23f0,23f3,25fd-25fe,2614-2615,2648-2653,267f,2693,26a1,26aa-26ab,26bd-26be,26c4-26c5,26ce,"
    "26d4,26ea,26f2-26f3,26f5,26fa,26fd,2705,270a-270b,2728,274c,274e,2753-2755,2757,2795-2797,27b0,27bf,2b1b-2b1c,"
    "2b50,2b55"
)
"""Unicode's property `Emoji_Presentation` below U+3000: in colour unless one asks for text. No other font has them."""

JAPANESE_NAMES = (
    "佐藤鈴木高橋田中伊渡辺山本村小林加吉松井清斎崎森池阿部石川前後岡長近坂遠青福西太原三浦竹金和久保上野武杉千菅新"
    "陽翔蓮湊悠樹大和颯律朝結菜葵凛美咲愛莉桜花音心優奈杏紬芽依彩乃楓莉子陸斗海空奏真央直哉健誠翼拓隼龍虎虹星月光輝"
    "香織恵由紀智裕雅亮涼夏秋冬春雪雫柚希望夢叶幸福寿誕生日祝御礼感謝母父祖孫兄弟姉妹友達家族結婚式出産卒業入学贈呈"
    "記念還暦古喜米白寿敬老運勝必合格祈願縁絆笑顔永遠最高勇気努力宝猫犬鳥魚熊兎馬羊猿鶏牛鼠蛇"
)
CHINESE_GREETINGS = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗高林郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤伟芳娜敏静丽强磊军洋"
    "勇艳杰娟涛明超秀霞平刚桂英华鹏飞梅鑫波斌宇浩凯健俊帆雪婷慧莹欣怡涵轩梓睿博晨阳子诗语嘉佳琪雨祝你们生日快乐新年"
    "恭喜发财万事如意福禄寿喜爱谢谢妈爸爷奶哥弟姐妹宝贝永远幸圣诞节母亲父师老结婚纪念毕业礼物健康平安心想成好运"
)


class Fallback(NamedTuple):
    """One face: our id, its file within the scratch `node_modules`, its package, and the names shown to people."""

    id: str
    file: str
    family: str
    style: str
    licence: str = "LICENSE"

    @property
    def package(self) -> str:
        return "/".join(self.file.split("/")[: 2 if self.file.startswith("@") else 1])


NOTO = "@fontsource/noto-{0}/files/noto-{0}-{1}-{2}-normal.woff2"
EXPO = "@expo-google-fonts/noto-sans{0}/700Bold/NotoSans{1}_700Bold.ttf"
LATIN = Fallback("noto-sans-bold", EXPO.format("", ""), "Noto Sans", "Bold", "LICENSE_FONT")
WHOLE = (
    Fallback("noto-naskh-arabic-regular", NOTO.format("naskh-arabic", "arabic", 400), "Noto Naskh Arabic", "Regular"),
    Fallback("noto-sans-hebrew-bold", NOTO.format("sans-hebrew", "hebrew", 700), "Noto Sans Hebrew", "Bold"),
    Fallback(
        "noto-sans-devanagari-bold", NOTO.format("sans-devanagari", "devanagari", 700), "Noto Sans Devanagari", "Bold"
    ),
    Fallback("noto-sans-thai-bold", NOTO.format("sans-thai", "thai", 700), "Noto Sans Thai", "Bold"),
)
JAPANESE = Fallback("noto-sans-jp-bold", EXPO.format("-jp", "JP"), "Noto Sans JP", "Bold", "LICENSE_FONT")
CHINESE = Fallback("noto-sans-sc-bold", EXPO.format("-sc", "SC"), "Noto Sans SC", "Bold", "LICENSE_FONT")
KOREAN = Fallback("noto-sans-kr-bold", EXPO.format("-kr", "KR"), "Noto Sans KR", "Bold", "LICENSE_FONT")
SIGNS = Fallback(
    "noto-sans-symbols-regular", NOTO.format("sans-symbols-2", "symbols", 400), "Noto Sans Symbols 2", "Regular"
)
EMOJI = Fallback("twemoji", "twemoji-colr-font/twemoji.woff2", "Twemoji", "Colour")


def make_all(packages: Path) -> Iterator[dict[str, Any]]:
    """Writes every fallback font, in the order in which they are asked; gives their entries in `fonts.json`."""
    yield _make(LATIN, packages, _codes(LATIN_GREEK_CYRILLIC))
    for fallback in WHOLE:
        yield _make(fallback, packages, None)
    spaces, han, hangul = _codes(SPACES), _codes(HAN), _codes(HANGUL)
    japanese = _common(packages, "jp", slices=38) | _codes(f"{KANA},{SIGNS_AS_WIDE_AS_KANA}") | _letters(JAPANESE_NAMES)
    yield _make(JAPANESE, packages, spaces | japanese - _codes(SHOWN_AS_EMOJI))
    # Characters that Chinese and Japanese share are the Japanese font's: it is asked first.
    chinese = _common(packages, "sc", slices=12) | _letters(CHINESE_GREETINGS)
    yield _make(CHINESE, packages, spaces | (chinese & han) - japanese)
    yield _make(KOREAN, packages, spaces | _common(packages, "kr", slices=60) & hangul)
    yield _make(SIGNS, packages, _codes(f"{SPACES},{SYMBOLS}") - _codes(SHOWN_AS_EMOJI))
    yield _make(EMOJI, packages, None)


def _make(fallback: Fallback, packages: Path, kept: frozenset[int] | None) -> dict[str, Any]:
    """Writes `<id>.ttf` with the characters in `kept`, or with all, and the licence; returns its entry."""
    font = TTFont(packages / fallback.file, recalcTimestamp=False)
    font.flavor = None
    for table in (*HINTING, *VERTICAL):
        if table in font:
            del font[table]
    if kept is not None:
        _cut_down(font, kept)
    font["post"].formatType = 3.0  # without the glyphs' names: a fifth of the emoji font
    _rename(font, fallback)
    even_out(font)
    font.save(HERE / f"{fallback.id}.ttf")
    licence = f"LICENCE-{fallback.package.rpartition('/')[2]}.txt"
    shutil.copyfile(packages / fallback.package / fallback.licence, HERE / licence)
    version = json.loads((packages / fallback.package / "package.json").read_text())["version"]
    return {
        "id": fallback.id,
        "family": fallback.family,
        "style": fallback.style,
        "file": f"{fallback.id}.ttf",
        "licence": licence,
        "source": f"{fallback.package} {version}",
        "fallback": True,
    }


def _cut_down(font: TTFont, kept: Iterable[int]) -> None:
    """Leaves the characters and every glyph that layout may put in their place."""
    options = Options()
    of_columns = ("vert", "vrt2", "vhal", "vpal", "vkrn")
    options.layout_features = [feature for feature in options.layout_features if feature not in of_columns]
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)


def _rename(font: TTFont, fallback: Fallback) -> None:
    full = f"{fallback.family} {fallback.style}"
    names = {1: fallback.family, 3: f"Monogram: {full}", 4: full, 6: full.replace(" ", ""), 16: fallback.family}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]


def _codes(ranges: str) -> frozenset[int]:
    """Code points of hexadecimal ranges, such as `41-5a,61`."""
    codes: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


def _letters(text: str) -> frozenset[int]:
    return frozenset(map(ord, text))


def _common(packages: Path, language: str, *, slices: int) -> frozenset[int]:
    """The most common characters of Japanese, Chinese or Korean: the last slices hold them. Latin stays out."""
    listed = json.loads((packages / f"@fontsource/noto-sans-{language}/unicode.json").read_text())
    numbers = sorted(int(name[1:-1]) for name in listed if name.startswith("["))[-slices:]
    ranges = ",".join(listed[f"[{number}]"].replace("U+", "") for number in numbers)
    return frozenset(code for code in _codes(ranges) if code >= 0x2030)
