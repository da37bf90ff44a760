package askedui

import "parvis/internal/survey/question"

// said is a few words of the page itself, in the languages that a form may have.
type said map[question.Lang]string

// in is the words in a language, in French where they have none there.
func (s said) in(l question.Lang) string { return question.Wording(s).In(l) }

var (
	unsure      = said{"fr": "Je ne sais pas", "en": "I don’t know", "es": "No lo sé", "de": "Ich weiß es nicht", "it": "Non lo so", "pt": "Não sei", "ar": "لا أعرف", "uk": "Не знаю"}
	other       = said{"fr": "Autre", "en": "Other", "es": "Otro", "de": "Anderes", "it": "Altro", "pt": "Outro", "ar": "غير ذلك", "uk": "Інше"}
	otherText   = said{"fr": "Autre\u00a0: précisez si vous le voulez", "en": "Other: please say what, if you like", "es": "Otro: indique cuál, si lo desea", "de": "Anderes: bitte angeben, wenn Sie möchten", "it": "Altro: specifichi, se vuole", "pt": "Outro: indique qual, se quiser", "ar": "غير ذلك: وضّح إن شئت", "uk": "Інше: уточніть, якщо бажаєте"}
	unanswered  = said{"fr": "Pas de réponse", "en": "No answer", "es": "Sin respuesta", "de": "Keine Antwort", "it": "Nessuna risposta", "pt": "Sem resposta", "ar": "بلا جواب", "uk": "Без відповіді"}
	mustAnswer  = said{"fr": "(obligatoire)", "en": "(required)", "es": "(obligatorio)", "de": "(erforderlich)", "it": "(obbligatorio)", "pt": "(obrigatório)", "ar": "(إلزامي)", "uk": "(обов’язково)"}
	severalOf   = said{"fr": "Plusieurs réponses possibles.", "en": "You may choose several answers.", "es": "Puede elegir varias respuestas.", "de": "Mehrere Antworten möglich.", "it": "Sono possibili più risposte.", "pt": "Pode escolher várias respostas.", "ar": "يمكن اختيار عدة أجوبة.", "uk": "Можна вибрати кілька відповідей."}
	rankHint    = said{"fr": "Donnez un rang à chaque réponse\u00a0: 1 pour votre premier choix.", "en": "Give each answer a rank: 1 for your first choice.", "es": "Dé un orden a cada respuesta: 1 para su primera elección.", "de": "Geben Sie jeder Antwort einen Rang: 1 für Ihre erste Wahl.", "it": "Dia un ordine a ogni risposta: 1 per la prima scelta.", "pt": "Dê uma ordem a cada resposta: 1 para a primeira escolha.", "ar": "رتّب الأجوبة: 1 لاختيارك الأول.", "uk": "Дайте місце кожній відповіді: 1 для першого вибору."}
	unranked    = said{"fr": "Sans rang", "en": "No rank", "es": "Sin orden", "de": "Ohne Rang", "it": "Senza ordine", "pt": "Sem ordem", "ar": "بلا ترتيب", "uk": "Без місця"}
	npsLeast    = said{"fr": "0\u00a0: pas du tout", "en": "0: not at all", "es": "0: en absoluto", "de": "0: gar nicht", "it": "0: per niente", "pt": "0: de modo nenhum", "ar": "0: إطلاقًا", "uk": "0: зовсім ні"}
	npsMost     = said{"fr": "10\u00a0: tout à fait", "en": "10: certainly", "es": "10: sin duda", "de": "10: auf jeden Fall", "it": "10: certamente", "pt": "10: com certeza", "ar": "10: بالتأكيد", "uk": "10: безумовно"}
	dateHint    = said{"fr": "Par exemple 13/06/2025.", "en": "For example 13/06/2025 (day/month/year).", "es": "Por ejemplo 13/06/2025.", "de": "Zum Beispiel 13/06/2025.", "it": "Per esempio 13/06/2025.", "pt": "Por exemplo 13/06/2025.", "ar": "مثلا 13/06/2025 (يوم/شهر/سنة).", "uk": "Наприклад 13/06/2025."}
	practice    = said{"fr": "Exemple pour vous entraîner", "en": "An example to practise", "es": "Ejemplo para practicar", "de": "Beispiel zum Üben", "it": "Esempio per esercitarsi", "pt": "Exemplo para praticar", "ar": "مثال للتدرّب", "uk": "Приклад для вправи"}
	agree       = said{"fr": "Oui, je suis d’accord", "en": "Yes, I agree", "es": "Sí, estoy de acuerdo", "de": "Ja, ich bin einverstanden", "it": "Sì, sono d’accordo", "pt": "Sim, estou de acordo", "ar": "نعم، أوافق", "uk": "Так, я згоден / згодна"}
	onlyIf      = said{"fr": "À remplir seulement si\u00a0:", "en": "Please fill in only if:", "es": "Rellene solo si:", "de": "Nur ausfüllen, wenn:", "it": "Da compilare solo se:", "pt": "Preencher apenas se:", "ar": "للملء فقط إذا:", "uk": "Заповнюйте лише якщо:"}
	toMend      = said{"fr": "À corriger", "en": "Please check", "es": "Por corregir", "de": "Bitte korrigieren", "it": "Da correggere", "pt": "A corrigir", "ar": "للتصحيح", "uk": "Виправте, будь ласка"}
	skipTo      = said{"fr": "Aller au contenu", "en": "Skip to the content", "es": "Ir al contenido", "de": "Zum Inhalt", "it": "Vai al contenuto", "pt": "Ir para o conteúdo", "ar": "إلى المحتوى", "uk": "До змісту"}
	accessible  = said{"fr": "Accessibilité\u00a0: non conforme", "en": "Accessibility: not compliant", "es": "Accesibilidad: no conforme", "de": "Barrierefreiheit: nicht konform", "it": "Accessibilità: non conforme", "pt": "Acessibilidade: não conforme", "ar": "إمكانية الوصول: غير مطابق", "uk": "Доступність: не відповідає"}
	otherTongue = said{"fr": "Langue", "en": "Language", "es": "Idioma", "de": "Sprache", "it": "Lingua", "pt": "Língua", "ar": "اللغة", "uk": "Мова"}
	and         = said{"fr": "et", "en": "and", "es": "y", "de": "und", "it": "e", "pt": "e", "ar": "و", "uk": "та"}
	or          = said{"fr": "ou", "en": "or", "es": "o", "de": "oder", "it": "o", "pt": "ou", "ar": "أو", "uk": "або"}
	notThat     = said{"fr": "autre chose que", "en": "anything but", "es": "otra cosa que", "de": "nicht", "it": "diverso da", "pt": "diferente de", "ar": "غير", "uk": "не"}
	anyAnswer   = said{"fr": "une réponse", "en": "an answer", "es": "una respuesta", "de": "eine Antwort", "it": "una risposta", "pt": "uma resposta", "ar": "جواب", "uk": "відповідь"}
)
