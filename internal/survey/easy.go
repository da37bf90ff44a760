package survey

import (
	"regexp"
	"strings"
	"unicode"

	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// Warning is about a text of a form easy to read that does not read easily. It refuses nothing: whoever re-reads the form knows better.
type Warning struct {
	Question string // its key; "": the form itself
	Sentence string
}

// mostWords is how many words a sentence easy to read has.
const mostWords = 12

var (
	hardMarks  = regexp.MustCompile(`[;()\[\]…]|\s-\s|\*|&|/`)
	sentences  = regexp.MustCompile(`[^.!?…]+[.!?…]*`)
	largeOnes  = regexp.MustCompile(`\d[\d\x{a0}\x{202f} ]{3,}\d|\d{5,}`)
	wordNumber = regexp.MustCompile(`(?i)\b(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|cent|mille)\b`)
	dates      = regexp.MustCompile(`\d{1,2}/\d{1,2}`)
	negation   = regexp.MustCompile(`(?i)\b(ne|n’)\s?\pL+(\s\pL+)?\s(pas|plus|jamais|rien)\b`)
)

// Hard lists what makes a text hard to read, by the rules of « Easy to read ».
func Hard(text string) []string {
	var list []string
	add := func(found bool, sentence string) {
		if found {
			list = append(list, sentence)
		}
	}
	long := ""
	for _, s := range sentences.FindAllString(text, -1) {
		if n := len(strings.Fields(s)); n > mostWords && long == "" {
			long = french.Number(n)
		}
	}
	add(long != "", "Une phrase a "+long+" mots\u00a0: coupez-la, "+french.Number(mostWords)+" mots au plus.")
	add(hardMarks.MatchString(text), "Évitez les signes «\u00a0; ( ) [ ] … - / * &\u00a0».")
	add(strings.Contains(text, "%"), "Évitez les pourcentages\u00a0: écrivez «\u00a01 personne sur 2\u00a0».")
	add(largeOnes.MatchString(text), "Évitez les grands nombres.")
	add(wordNumber.MatchString(text), "Écrivez les nombres en chiffres\u00a0: 3 plutôt que «\u00a0trois\u00a0».")
	add(dates.MatchString(text), "Écrivez le mois en lettres\u00a0: 13 juin.")
	add(shouts(text), "Évitez les mots tout en capitales.")
	add(negation.MatchString(text), "Préférez une phrase affirmative.")
	return list
}

// shouts tells whether a word of a text is all in capitals.
func shouts(text string) bool {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if french.Letters(word) > 3 && word == strings.ToUpper(word) {
			return true
		}
	}
	return false
}

// EasyWarnings lists what may be hard to read in a form that is meant to be easy, in its order; nothing of another one.
func EasyWarnings(f question.Form) []Warning {
	if f.Layout != question.Easy {
		return nil
	}
	var list []Warning
	say := func(key, what string, w question.Wording) {
		for _, s := range Hard(w[question.French]) {
			list = append(list, Warning{key, what + s})
		}
	}
	say("", "Introduction. ", f.Intro)
	say("", "Remerciement. ", f.Thanks)
	for _, q := range f.Questions {
		say(q.Key, "", q.Label)
		say(q.Key, "Aide. ", q.Help)
		for _, o := range q.Options {
			say(q.Key, french.Quote(o.Label[question.French])+". ", o.Label)
			if o.Picture == "" {
				list = append(list, Warning{q.Key, french.Quote(o.Label[question.French]) + " n’a pas de dessin."})
			}
		}
	}
	return list
}

// Untranslated lists what has no words in a language of the form, and is shown in French there.
func Untranslated(f question.Form) []Warning {
	var list []Warning
	for _, l := range f.Langs {
		if l == question.French {
			continue
		}
		in := ": pas de texte en " + l.Name() + ", le français s’affiche."
		if f.Title[l] == "" {
			list = append(list, Warning{"", "Titre\u00a0" + in})
		}
		for _, q := range f.Questions {
			missing := 0
			for _, o := range append(append([]question.Option{}, q.Options...), q.Rows...) {
				if o.Label[l] == "" {
					missing++
				}
			}
			switch {
			case q.Label[l] == "":
				list = append(list, Warning{q.Key, french.Quote(french.Shorten(q.Label[question.French], 60)) + "\u00a0" + in})
			case missing > 0:
				list = append(list, Warning{q.Key, french.Quote(french.Shorten(q.Label[question.French], 60)) + "\u00a0: " + french.Count(missing, "réponse", "réponses") + " sans texte en " + l.Name() + "."})
			}
		}
	}
	return list
}
