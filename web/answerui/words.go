package answerui

import (
	"strings"

	"parvis/internal/response"
	"parvis/internal/survey/question"
)

// words are a few words of the page itself, in the languages that a form may have.
type words map[question.Lang]string

func (w words) in(l question.Lang) string { return question.Wording(w).In(l) }

// say puts what a page counts in the place of each @.
func say(w words, l question.Lang, with ...string) string {
	parts := strings.Split(w.in(l), "@")
	for i := range min(len(with), len(parts)-1) {
		parts[i] += with[i]
	}
	return strings.Join(parts, "")
}

var (
	goOn      = words{"fr": "Suivant", "en": "Next", "es": "Siguiente", "de": "Weiter", "it": "Avanti", "pt": "Seguinte", "ar": "التالي", "uk": "Далі"}
	goBackTo  = words{"fr": "Retour", "en": "Back", "es": "Atrás", "de": "Zurück", "it": "Indietro", "pt": "Voltar", "ar": "رجوع", "uk": "Назад"}
	send      = words{"fr": "Envoyer mes réponses", "en": "Send my answers", "es": "Enviar mis respuestas", "de": "Antworten absenden", "it": "Invia le mie risposte", "pt": "Enviar as minhas respostas", "ar": "إرسال أجوبتي", "uk": "Надіслати відповіді"}
	start     = words{"fr": "Commencer", "en": "Start", "es": "Empezar", "de": "Beginnen", "it": "Iniziare", "pt": "Começar", "ar": "ابدأ", "uk": "Почати"}
	pageOf    = words{"fr": "Page @ sur @", "en": "Page @ of @", "es": "Página @ de @", "de": "Seite @ von @", "it": "Pagina @ di @", "pt": "Página @ de @", "ar": "صفحة @ من @", "uk": "Сторінка @ з @"}
	tongues   = words{"fr": "Langue", "en": "Language", "es": "Idioma", "de": "Sprache", "it": "Lingua", "pt": "Língua", "ar": "اللغة", "uk": "Мова"}
	whoAsks   = words{"fr": "Le service des publics du musée vous pose ces questions.", "en": "The museum’s visitor team is asking you these questions.", "es": "El servicio de públicos del museo le hace estas preguntas.", "de": "Der Besucherdienst des Museums stellt Ihnen diese Fragen.", "it": "Il servizio per il pubblico del museo le pone queste domande.", "pt": "O serviço de públicos do museu faz-lhe estas perguntas.", "ar": "يطرح عليك قسم الجمهور في المتحف هذه الأسئلة.", "uk": "Ці запитання ставить служба музею по роботі з відвідувачами."}
	nameless  = words{"fr": "Vos réponses sont anonymes\u00a0: seul le jour est gardé. N’écrivez pas de nom.", "en": "Your answers are anonymous: only the day is kept. Please do not write any name.", "es": "Sus respuestas son anónimas: solo se guarda el día. No escriba ningún nombre.", "de": "Ihre Antworten sind anonym: nur der Tag wird gespeichert. Bitte schreiben Sie keinen Namen.", "it": "Le sue risposte sono anonime: si conserva solo il giorno. Non scriva nomi.", "pt": "As suas respostas são anónimas: só o dia é guardado. Não escreva nomes.", "ar": "أجوبتك مجهولة الاسم: لا يُحفظ إلا اليوم. لا تكتب أي اسم.", "uk": "Ваші відповіді анонімні: зберігається лише день. Не пишіть імен."}
	thanks    = words{"fr": "Merci", "en": "Thank you", "es": "Gracias", "de": "Danke", "it": "Grazie", "pt": "Obrigado", "ar": "شكرا", "uk": "Дякуємо"}
	kept      = words{"fr": "Vos réponses sont enregistrées.", "en": "Your answers have been saved.", "es": "Sus respuestas se han guardado.", "de": "Ihre Antworten sind gespeichert.", "it": "Le sue risposte sono state registrate.", "pt": "As suas respostas foram guardadas.", "ar": "تم حفظ أجوبتك.", "uk": "Ваші відповіді збережено."}
	helpAsked = words{"fr": "Quelqu’un vous aide à répondre\u00a0?", "en": "Is somebody helping you to answer?", "es": "¿Alguien le ayuda a responder?", "de": "Hilft Ihnen jemand beim Antworten?", "it": "Qualcuno la aiuta a rispondere?", "pt": "Alguém o ajuda a responder?", "ar": "هل يساعدك أحد على الإجابة؟", "uk": "Хтось допомагає вам відповідати?"}
	closed    = words{"fr": "Ce questionnaire est clos", "en": "This questionnaire is closed", "es": "Este cuestionario está cerrado", "de": "Diese Umfrage ist geschlossen", "it": "Questo questionario è chiuso", "pt": "Este questionário está fechado", "ar": "هذا الاستبيان مغلق", "uk": "Це опитування закрито"}
	noMore    = words{"fr": "Il ne prend plus de réponse. Merci de votre intérêt.", "en": "It takes no more answers. Thank you for your interest.", "es": "Ya no admite respuestas. Gracias por su interés.", "de": "Es werden keine Antworten mehr angenommen. Danke für Ihr Interesse.", "it": "Non accetta più risposte. Grazie per il suo interesse.", "pt": "Já não aceita respostas. Obrigado pelo seu interesse.", "ar": "لم يعد يقبل أجوبة. شكرا لاهتمامك.", "uk": "Відповіді більше не приймаються. Дякуємо за увагу."}
	early     = words{"fr": "Ce questionnaire n’est pas encore ouvert", "en": "This questionnaire is not open yet", "es": "Este cuestionario todavía no está abierto", "de": "Diese Umfrage ist noch nicht geöffnet", "it": "Questo questionario non è ancora aperto", "pt": "Este questionário ainda não está aberto", "ar": "لم يُفتح هذا الاستبيان بعد", "uk": "Це опитування ще не відкрито"}
	comeBack  = words{"fr": "Revenez le jour de votre visite.", "en": "Please come back on the day of your visit.", "es": "Vuelva el día de su visita.", "de": "Bitte kommen Sie am Tag Ihres Besuchs wieder.", "it": "Torni il giorno della sua visita.", "pt": "Volte no dia da sua visita.", "ar": "عد يوم زيارتك.", "uk": "Поверніться в день відвідування."}

	// Of the tablet.
	nextOne  = words{"fr": "Personne suivante", "en": "Next person", "es": "Persona siguiente", "de": "Nächste Person", "it": "Persona successiva", "pt": "Pessoa seguinte", "ar": "الشخص التالي", "uk": "Наступна людина"}
	restart  = words{"fr": "Tout effacer et recommencer", "en": "Clear everything and start again", "es": "Borrar todo y empezar de nuevo", "de": "Alles löschen und neu beginnen", "it": "Cancellare tutto e ricominciare", "pt": "Apagar tudo e recomeçar", "ar": "امسح كل شيء وابدأ من جديد", "uk": "Стерти все й почати знову"}
	stillOn  = words{"fr": "Êtes-vous toujours là\u00a0?", "en": "Are you still there?", "es": "¿Sigue ahí?", "de": "Sind Sie noch da?", "it": "È ancora qui?", "pt": "Ainda está aí?", "ar": "هل ما زلت هنا؟", "uk": "Ви ще тут?"}
	willGo   = words{"fr": "Vos réponses vont s’effacer.", "en": "Your answers are about to be cleared.", "es": "Sus respuestas se van a borrar.", "de": "Ihre Antworten werden gleich gelöscht.", "it": "Le sue risposte stanno per essere cancellate.", "pt": "As suas respostas vão ser apagadas.", "ar": "ستُمسح أجوبتك.", "uk": "Ваші відповіді буде стерто."}
	carryOn  = words{"fr": "Je continue", "en": "I am still answering", "es": "Continúo", "de": "Ich mache weiter", "it": "Continuo", "pt": "Continuo", "ar": "أكمل", "uk": "Я продовжую"}
	noClear  = words{"fr": "Laissez-moi le temps qu’il me faut", "en": "Give me all the time I need", "es": "Déjeme el tiempo que necesite", "de": "Ich brauche mehr Zeit", "it": "Mi lasci il tempo che serve", "pt": "Dê-me o tempo de que preciso", "ar": "أعطني ما يكفيني من الوقت", "uk": "Дайте мені більше часу"}
	needed   = words{"fr": "Veuillez répondre à cette question.", "en": "Please answer this question.", "es": "Responda a esta pregunta, por favor.", "de": "Bitte beantworten Sie diese Frage.", "it": "Risponda a questa domanda, per favore.", "pt": "Responda a esta pergunta, por favor.", "ar": "الرجاء الإجابة عن هذا السؤال.", "uk": "Будь ласка, дайте відповідь на це запитання."}
	notSaved = words{"fr": "La tablette n’a pas pu garder vos réponses. Appelez quelqu’un de l’accueil.", "en": "The tablet could not keep your answers. Please call somebody from the desk."}
)

var helpWords = map[response.Help]words{
	response.Alone:   {"fr": "Non, je réponds seul ou seule", "en": "No, I answer on my own", "es": "No, respondo solo o sola", "de": "Nein, ich antworte allein", "it": "No, rispondo da solo o da sola", "pt": "Não, respondo sozinho ou sozinha", "ar": "لا، أجيب وحدي", "uk": "Ні, я відповідаю сам або сама"},
	response.Read:    {"fr": "Oui, quelqu’un me lit les questions", "en": "Yes, somebody reads the questions to me", "es": "Sí, alguien me lee las preguntas", "de": "Ja, jemand liest mir die Fragen vor", "it": "Sì, qualcuno mi legge le domande", "pt": "Sim, alguém me lê as perguntas", "ar": "نعم، يقرأ لي أحدهم الأسئلة", "uk": "Так, хтось читає мені запитання"},
	response.Replied: {"fr": "Oui, quelqu’un répond à ma place", "en": "Yes, somebody answers for me", "es": "Sí, alguien responde por mí", "de": "Ja, jemand antwortet für mich", "it": "Sì, qualcuno risponde per me", "pt": "Sim, alguém responde por mim", "ar": "نعم، يجيب أحدهم مكاني", "uk": "Так, хтось відповідає за мене"},
}
