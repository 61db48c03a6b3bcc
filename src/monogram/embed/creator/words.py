"""What the creator's page is called, and what is read where it cannot be shown, in every language of the designer."""

from __future__ import annotations

from monogram.embed.refusal_words import RefusalWords

REFUSALS = {
    words.language: words
    for words in (
        RefusalWords(
            "en",
            "The product creator cannot be opened",
            "Go back to the page that you came from, load it again, and open the creator from there.",
        ),
        RefusalWords(
            "de",
            "Die Produktgestaltung lässt sich nicht öffnen",
            "Gehen Sie zurück zur vorigen Seite, laden Sie sie neu und öffnen Sie die Produktgestaltung von dort.",
        ),
        RefusalWords(
            "fr",
            "Impossible d’ouvrir la création de produits",
            "Revenez à la page précédente, rechargez-la, puis ouvrez la création de produits à partir de là.",
        ),
        RefusalWords(
            "es",
            "No se puede abrir el creador de productos",
            "Vuelve a la página anterior, recárgala y abre el creador desde allí.",
        ),
        RefusalWords(
            "it",
            "Impossibile aprire la creazione di prodotti",
            "Torna alla pagina da cui provieni, ricaricala e apri la creazione da lì.",
        ),
        RefusalWords(
            "nl",
            "De productmaker kan niet worden geopend",
            "Ga terug naar de vorige pagina, laad die opnieuw en open de productmaker daar.",
        ),
        RefusalWords(
            "pl",
            "Nie można otworzyć kreatora produktów",
            "Wróć do poprzedniej strony, odśwież ją i otwórz kreator stamtąd.",
        ),
        RefusalWords(
            "ar", "تعذّر فتح أداة إنشاء المنتجات", "ارجع إلى الصفحة السابقة وأعد تحميلها وافتح الأداة من هناك.", "rtl"
        ),
        RefusalWords(
            "ja", "商品作成ツールを開けません", "前のページに戻って再読み込みし、そこから開き直してください。"
        ),
    )
}
TITLES = {
    "en": "Create products",
    "de": "Produkte gestalten",
    "fr": "Créer des produits",
    "es": "Crear productos",
    "it": "Crea prodotti",
    "nl": "Producten maken",
    "pl": "Tworzenie produktów",
    "ar": "إنشاء المنتجات",
    "ja": "商品を作成",
}
"""By the language's code."""
