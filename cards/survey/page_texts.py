"""What young people read: the survey's page in each of its languages, and the poster.

Short words, one idea a sentence, nobody addressed by gender. The easy French follows the European
rules of *facile à lire et à comprendre* (Unapei, *L'information pour tous*): no word that needs
another to be understood.
"""

from collections.abc import Mapping

from domain.records import record
from domain.survey.weather import Language


@record
class PageTexts:
    """All that the page says in one language."""

    lang: str
    name: str
    """As its speakers call it."""
    title: str
    question: str
    intro: str
    """That nobody is asked who they are, and what is kept: ``{kept}``."""
    kept: Mapping[str, str]
    """What an answer keeps, as its columns are called; nothing else of it is kept."""
    faces: Mapping[int, str]
    words: str
    hint: str
    send: str
    thanks: str
    then: str
    done: str
    again: str
    no_face: str
    too_soon: str
    stale: str
    too_many: str
    too_large: str
    closed: str
    unavailable: str
    languages: str = ""
    """What the list of languages is called for whoever does not see it."""
    direction: str = "ltr"

    @property
    def promise(self) -> str:
        """What the page promises before anything is asked."""
        comma = "، " if self.direction == "rtl" else ", "
        return self.intro.format(kept=comma.join(self.kept.values()))


TEXTS: Mapping[Language, PageTexts] = {
    Language.FRENCH: PageTexts(
        lang="fr",
        name="Français",
        title="Votre avis",
        question="Comment s’est passée votre venue aujourd’hui\u202f?",
        intro=(
            "C’est anonyme\u00a0: on ne demande pas qui vous êtes. "
            "On garde seulement\u00a0: {kept}."
        ),
        kept={
            "day": "le jour",
            "site_id": "l’antenne",
            "language": "la langue de cette page",
            "face": "votre choix",
            "words": "vos mots",
        },
        faces={5: "Très bien", 4: "Bien", 3: "Moyen", 2: "Mal", 1: "Très mal"},
        words="Un mot à ajouter\u202f? (facultatif)",
        hint="Sans nom ni numéro, s’il vous plaît\u00a0: ils seraient masqués.",
        send="Envoyer",
        thanks="Merci\u202f!",
        then=(
            "Votre réponse est enregistrée. L’équipe la lira avec les autres pour améliorer "
            "l’accueil."
        ),
        done="Grâce à vos retours",
        again="Donner un autre avis",
        no_face="Choisissez d’abord une des cinq réponses.",
        too_soon="Encore un instant\u00a0: attendez deux secondes, puis appuyez sur Envoyer.",
        stale="Cette page est restée ouverte longtemps. Appuyez encore une fois sur Envoyer.",
        too_many="Beaucoup de réponses arrivent en ce moment. Réessayez dans quelques minutes.",
        too_large="C’est trop long. Écrivez moins de mots.",
        closed="Cette affiche ne sert plus. Demandez la nouvelle à l’accueil.",
        unavailable="Votre réponse n’a pas pu être enregistrée. Réessayez dans une minute.",
        languages="Langues",
    ),
    Language.EASY: PageTexts(
        lang="fr",
        name="Facile à lire",
        title="Votre avis",
        question="Comment s’est passée votre visite aujourd’hui\u202f?",
        intro="Nous ne savons pas qui vous êtes. Nous gardons seulement\u00a0: {kept}.",
        kept={
            "day": "la date du jour",
            "site_id": "le lieu",
            "language": "la langue de cette page",
            "face": "votre réponse",
            "words": "vos mots",
        },
        faces={5: "Très bien", 4: "Bien", 3: "Moyen", 2: "Mal", 1: "Très mal"},
        words="Vous pouvez écrire quelque chose. Vous pouvez aussi ne rien écrire.",
        hint="N’écrivez pas de nom. N’écrivez pas de numéro de téléphone.",
        send="Envoyer",
        thanks="Merci\u202f!",
        then=(
            "Nous avons votre réponse. Nous allons la lire. "
            "Elle nous aide à mieux vous accueillir."
        ),
        done="Vous l’avez dit, nous l’avons fait",
        again="Donner un autre avis",
        no_face="Choisissez une réponse. Il y a 5 réponses.",
        too_soon="C’était très rapide. Attendez un peu. Puis appuyez sur Envoyer.",
        stale="La page est ouverte depuis longtemps. Appuyez encore sur Envoyer.",
        too_many="Beaucoup de personnes répondent. Essayez dans quelques minutes.",
        too_large="Votre texte est trop long. Écrivez un texte plus court.",
        closed="Cette affiche est trop vieille. Demandez la nouvelle affiche à l’accueil.",
        unavailable="Nous n’avons pas reçu votre réponse. Essayez encore dans une minute.",
        languages="Langues",
    ),
    Language.ENGLISH: PageTexts(
        lang="en",
        name="English",
        title="Your opinion",
        question="How was your visit today?",
        intro="It is anonymous: we do not ask who you are. We keep only: {kept}.",
        kept={
            "day": "the day",
            "site_id": "the place",
            "language": "the language of this page",
            "face": "your choice",
            "words": "your words",
        },
        faces={5: "Very good", 4: "Good", 3: "OK", 2: "Bad", 1: "Very bad"},
        words="Anything to add? (optional)",
        hint="No names or numbers, please: they would be hidden.",
        send="Send",
        thanks="Thank you!",
        then="Your answer is saved. The team will read it with the others to improve our welcome.",
        done="Thanks to your feedback",
        again="Give another opinion",
        no_face="Please choose one of the five answers first.",
        too_soon="Just a moment: wait two seconds, then press Send.",
        stale="This page has been open for a long time. Please press Send once more.",
        too_many="Many answers are coming in just now. Please try again in a few minutes.",
        too_large="That is too long. Please write less.",
        closed="This poster is no longer in use. Please ask for the new one at the reception.",
        unavailable="Your answer could not be saved. Please try again in a minute.",
        languages="Languages",
    ),
    Language.ARABIC: PageTexts(
        lang="ar",
        name="العربية",
        title="رأيك",
        question="كيف كانت زيارتك اليوم؟",
        intro="بدون اسم: لا نسأل عن هويتك. نحتفظ فقط بما يلي: {kept}.",
        kept={
            "day": "تاريخ اليوم",
            "site_id": "المكان",
            "language": "لغة هذه الصفحة",
            "face": "اختيارك",
            "words": "كلماتك",
        },
        faces={5: "جيدة جدًا", 4: "جيدة", 3: "متوسطة", 2: "سيئة", 1: "سيئة جدًا"},
        words="ملاحظة (اختياري)",
        hint="يرجى عدم كتابة أسماء أو أرقام: سيتم إخفاؤها.",
        send="إرسال",
        thanks="شكرًا!",
        then="تم حفظ إجابتك. سيقرؤها الفريق مع الإجابات الأخرى لتحسين الاستقبال.",
        done="بفضل آرائكم",
        again="إعطاء رأي آخر",
        no_face="يرجى اختيار إجابة من الإجابات الخمس.",
        too_soon="لحظة من فضلك: يرجى الانتظار ثانيتين ثم الضغط على «إرسال».",
        stale="بقيت هذه الصفحة مفتوحة مدة طويلة. يرجى الضغط على «إرسال» مرة أخرى.",
        too_many="تصلنا الآن إجابات كثيرة. يرجى المحاولة مرة أخرى بعد بضع دقائق.",
        too_large="النص طويل جدًا. يرجى كتابة نص أقصر.",
        closed="هذا الملصق لم يعد صالحًا. يرجى طلب الملصق الجديد من الاستقبال.",
        unavailable="تعذّر حفظ إجابتك. يرجى المحاولة مرة أخرى بعد دقيقة.",
        languages="اللغات",
        direction="rtl",
    ),
    Language.UKRAINIAN: PageTexts(
        lang="uk",
        name="Українська",
        title="Ваша думка",
        question="Як пройшов ваш візит сьогодні?",
        intro="Це анонімно: ми не питаємо, хто ви. Зберігаємо лише: {kept}.",
        kept={
            "day": "дату",
            "site_id": "місце",
            "language": "мову цієї сторінки",
            "face": "ваш вибір",
            "words": "ваші слова",
        },
        faces={5: "Дуже добре", 4: "Добре", 3: "Посередньо", 2: "Погано", 1: "Дуже погано"},
        words="Бажаєте щось додати? (необов’язково)",
        hint="Будь ласка, без імен і номерів: їх буде приховано.",
        send="Надіслати",
        thanks="Дякуємо!",
        then="Вашу відповідь збережено. Команда прочитає її разом з іншими, щоб покращити прийом.",
        done="Завдяки вашим відгукам",
        again="Дати ще одну відповідь",
        no_face="Спочатку оберіть одну з п’яти відповідей.",
        too_soon="Зачекайте, будь ласка, дві секунди й натисніть «Надіслати».",
        stale="Ця сторінка довго була відкрита. Натисніть «Надіслати» ще раз.",
        too_many="Зараз надходить багато відповідей. Спробуйте ще раз за кілька хвилин.",
        too_large="Текст задовгий. Напишіть, будь ласка, коротше.",
        closed="Цей плакат більше не діє. Запитайте новий на рецепції.",
        unavailable="Не вдалося зберегти вашу відповідь. Спробуйте ще раз за хвилину.",
        languages="Мови",
    ),
}

POSTER_QUESTION = "Comment s’est passée votre venue\u202f?"
POSTER_ENGLISH = "How was your visit today?"
POSTER_SCAN = "Scannez, choisissez un visage, c’est tout."
POSTER_SCAN_ENGLISH = "Scan, choose a face, done."
POSTER_ANONYMOUS = "C’est anonyme\u00a0: ni nom ni numéro."
POSTER_ANONYMOUS_ENGLISH = "Anonymous: no name, no number."
POSTER_LANGUAGES = "Français · Facile à lire · English · Arabe · Ukrainien"
POSTER_ADDRESS = "Ou tapez cette adresse"
POSTER_QR_ALT = "QR code qui ouvre la page {address}"
POSTER_FACES_ALT = "Cinq visages, de très content à très mécontent"
POSTER_TITLE = "Affiche de l’enquête auprès des jeunes"
