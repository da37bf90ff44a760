package slot

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"parvis/internal/activity"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// statusWords are what people write of a slot, folded and without the ends that agree.
var statusWords = map[string]Status{"propose": Proposed, "option": Proposed, "a confirmer": Proposed, "prevu": Planned, "planifie": Planned, "confirme": Planned, "maintenu": Planned,
	"reporte": Postponed, "annule": Cancelled, "supprime": Cancelled}

// statusOf reads a status whatever it agrees with: « annulé », « ANNULÉES ».
func statusOf(word string) (Status, bool) {
	if len(word) > 100 {
		return "", false
	}
	plain := french.Fold(word)
	for _, end := range []string{"", "s", "e", "es"} {
		if root, has := strings.CutSuffix(plain, end); has {
			if s, known := statusWords[root]; known {
				return s, true
			}
		}
	}
	return "", false
}

// readStatus reads a status; « complet » is none, and says that nobody more is let in.
func readStatus(l *Line, text string) error {
	if len(text) < 100 && slices.Contains([]string{"complet", "complete"}, french.Fold(text)) {
		l.Filled = true
		return nil
	}
	s, known := statusOf(text)
	if !known {
		var labels []string
		for _, one := range Statuses {
			labels = append(labels, one.Label())
		}
		return errors.New(written.Quoted(text) + " n’est pas un statut connu\u00a0: écrivez " + french.Or(labels) + ".")
	}
	l.Status = s
	return nil
}

// around are the signs that part a status from the day beside it.
const around = " \t\n\u00a0\u202f-–—:·.,;()[]/!*"

// cutStatus takes a status off either end of the cell of a day: « ANNULÉ - 15/06/2025 », « 15/06 (reportée) ».
func cutStatus(text string) (rest string, s Status) {
	if len(text) > 500 {
		return text, ""
	}
	trimmed := strings.Trim(text, around)
	parts := func(r rune) bool { return strings.ContainsRune(around, r) }
	if at := strings.IndexFunc(trimmed, parts); at > 0 {
		if s, known := statusOf(trimmed[:at]); known {
			return strings.Trim(trimmed[at:], around), s
		}
	}
	if at := strings.LastIndexFunc(trimmed, parts); at > 0 {
		if s, known := statusOf(strings.Trim(trimmed[at:], around)); known {
			return strings.Trim(trimmed[:at], around), s
		}
	}
	return text, ""
}

// readDay reads the cell of a day, with what it says besides of the slot; the year is that nearest to near, which the event gives. One that is
// that of a row above says nothing but the day.
func (l *Line) readDay(text string, near workcal.Date, above bool) error {
	day, note, err := written.Date(text, near)
	if err != nil {
		rest, s := cutStatus(text)
		if s == "" {
			return err
		}
		if plain := french.Fold(rest); strings.HasPrefix(plain, "au ") || strings.HasPrefix(plain, "du ") {
			return errors.New(written.Quoted(text) + " ne dit pas quel jour est à retenir\u00a0: écrivez le jour seul, et le statut dans une autre colonne.")
		}
		if day, note, err = written.Date(rest, near); err != nil {
			return err
		}
		if above {
			l.remark(FieldDay, "Le jour est celui de la ligne du dessus, dont la case dit aussi «\u00a0"+s.Label()+"\u00a0»\u00a0: cette séance ne l’est pas pour autant.")
		} else {
			l.dayStatus = s
			l.remark(FieldDay, "La case du jour dit que la séance est "+s.Label()+"\u00a0: elle est gardée avec ce statut.")
		}
	}
	l.Day, l.dayAbove = day, above
	if note != "" && !above {
		l.remark(FieldDay, note)
	}
	return nil
}

func (l *Line) remark(column, text string) { l.remarks = append(l.remarks, remark{column, text}) }

// noLimit is how people write that as many come as want to.
var noLimit = []string{"-", "--", "/", "∞", "illimite", "illimitee", "illimites", "illimitees", "sans limite", "pas de limite", "aucune limite", "sans jauge", "pas de jauge", "aucune", "libre", "acces libre", "entree libre"}

var peoplePattern = regexp.MustCompile(`^(?:max(?:imum|i)?\.?|jusqu'a)? ?(\d{1,3}(?: \d{3})+|\d+)(?: ?(?:p|pers|personnes?|places?|pax|participants?|visiteurs?|enfants?|eleves?|max(?:imum|i)?)\b\.?)*$`)

// readCapacity reads how many people: "12", "12 pers.", "1 200 places"; 0 for « illimitée » and « - », which are no limit.
func readCapacity(text string) (int, error) {
	refused := errors.New(written.Quoted(text) + " n’est pas un nombre de personnes\u00a0: écrivez par exemple 12, ou «\u00a0illimitée\u00a0» s’il n’y a pas de limite.")
	if len(text) > 200 {
		return 0, refused
	}
	plain := french.Fold(text)
	if slices.Contains(noLimit, plain) {
		return 0, nil
	}
	n, err := written.Whole(text)
	if m := peoplePattern.FindStringSubmatch(plain); err != nil && m != nil {
		n, err = written.Whole(m[1])
	}
	if err != nil || n < 1 {
		return 0, refused
	}
	return n, nil
}

// kindOf reads what an activity is: by the label, in the plural, or as the first word of more (« visite guidée »).
func kindOf(text string) (activity.Kind, bool) {
	if len(text) > 500 {
		return "", false
	}
	plain := french.Fold(text)
	for _, k := range activity.Kinds {
		label := french.Fold(k.Label())
		if rest, has := strings.CutPrefix(plain, label); has && (rest == "" || rest == "s" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "s ")) {
			return k, true
		}
	}
	return "", false
}

func (l *Line) readKind(text string) {
	if k, known := kindOf(text); known {
		l.Kind, l.said.Kind = k, k
		return
	}
	l.Kind, l.said.Kind = activity.Other, activity.Other
	l.loose = append(l.loose, loose{colKind, "Type", french.OneLine(text)})
}

var agePatterns = []*regexp.Regexp{
	regexp.MustCompile(`^(?:des|a partir de) ?(\d{1,3}) ?ans?$`),
	regexp.MustCompile(`^(\d{1,3}) ?ans et (?:plus|\+)$`),
	regexp.MustCompile(`^(?:de )?(\d{1,3})(?: ?ans)? ?(?:-|a|/) ?(\d{1,3}) ?ans$`),
}

// readAudiences reads for whom an activity is, ages apart: « Familles, dès 8 ans ».
func (l *Line) readAudiences(text string) {
	var words []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		word = french.OneLine(word)
		if from, to, is := agesOf(word); is && l.said.AgeFrom == 0 {
			l.said.AgeFrom, l.said.AgeTo = from, to
		} else if word != "" {
			words = append(words, word)
		}
	}
	l.said.Audiences = strings.Join(words, ", ")
}

func agesOf(word string) (from, to int, is bool) {
	if len(word) > 100 {
		return 0, 0, false
	}
	plain := french.Fold(word)
	for _, pattern := range agePatterns {
		m := pattern.FindStringSubmatch(plain)
		if m == nil {
			continue
		}
		from, _ = written.Whole(m[1])
		if len(m) > 2 {
			to, _ = written.Whole(m[2])
		}
		return from, to, from > 0 && from <= activity.MaxAge && to <= activity.MaxAge && (to == 0 || to >= from)
	}
	return 0, 0, false
}

var free = []string{"gratuit", "gratuite", "gratuits", "gratuites", "acces gratuit", "entree gratuite", "entree libre", "libre"}

// readPrice reads an amount, or that there is nothing to pay. What is neither is for the notes.
func (l *Line) readPrice(text string) {
	if len(text) < 100 && slices.Contains(free, french.Fold(text)) {
		l.said.Free = true
		return
	}
	cents, err := written.Euros(text)
	switch {
	case err != nil || cents > activity.MaxPrice:
		l.loose = append(l.loose, loose{colPrice, "Tarif", french.OneLine(text)})
	case cents == 0:
		l.said.Free = true
	default:
		l.said.Price = cents
	}
}

var bookings = map[string]activity.Booking{"sans reservation": activity.NoBooking, "sans": activity.NoBooking, "non": activity.NoBooking, "aucune": activity.NoBooking, "libre": activity.NoBooking,
	"acces libre": activity.NoBooking, "entree libre": activity.NoBooking, "sur place": activity.OnSite, "en ligne": activity.Online, "par telephone": activity.ByPhone, "telephone": activity.ByPhone,
	"par courriel": activity.ByMail, "courriel": activity.ByMail, "par mail": activity.ByMail, "mail": activity.ByMail}

// readBooking reads how one books: in words, or by the number, the address or the site that one books with, which is kept.
func (l *Line) readBooking(text string) {
	line := french.OneLine(text)
	if len(line) < 100 {
		if way, known := bookings[french.Fold(line)]; known {
			l.said.Booking = way
			return
		}
	}
	l.said.BookingText = line
	plain := strings.ToLower(line)
	switch {
	case strings.HasPrefix(plain, "http://") || strings.HasPrefix(plain, "https://") || strings.HasPrefix(plain, "www."):
		l.said.Booking = activity.Online
	case written.LooksLikeEmail(line):
		l.said.Booking = activity.ByMail
	case startsWithDigit(line):
		if _, _, err := written.Phones(line); err == nil {
			l.said.Booking = activity.ByPhone
		}
	}
}

func startsWithDigit(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return unicode.IsDigit(r) || r == '+' || r == '(' }) == 0
}
