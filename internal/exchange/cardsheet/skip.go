package cardsheet

import (
	"regexp"
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/partner/kinds"
)

// Names of the questions about many rows.
const (
	AskTests = "essais"     // rows that look like tests
	AskBad   = "illisibles" // cells that cannot be read
)

// The answers.
const (
	LeaveTests = "laisser"
	TakeTests  = "prendre"
	WithoutBad = "sans" // the rows go in without these cells
)

// emptyWords is what people write where they have nothing to say.
var emptyWords = regexp.MustCompile(`^(?:n\.?c\.?|n\.?d\.?|n/?a|n\.?r\.?|r\.?a\.?s\.?|neant|aucune?|inconnue?s?|non (?:renseignee?|communiquee?|connue?|definie?|disponible)|sans(?: objet)?|s\.?o\.?|vide|pas de (?:mail|tel|contact|telephone|site)|[-_/.?* ]+)$`)

// nothing tells a cell whose words say that there is nothing.
func nothing(text string) bool {
	return text == "" || len(text) < 40 && emptyWords.MatchString(french.Fold(text))
}

var footer = regexp.MustCompile(`^(?:maj|mise? a jour|derniere mise a jour|legende|source|document|edite|imprime|fichier|page \d|nb ?:|n\.?b\.?|\*|actualise)\b`)

// noCard says why a row is no card, "" when it may be one; may tells that it can be taken all the same.
func (r *reader) noCard(row sheet.Row) (why string, may bool) {
	filled, only := 0, -1
	same := true
	for at, c := range row.Cells {
		text := strings.TrimSpace(c)
		if text == "" {
			continue
		}
		filled, only = filled+1, at
		same = same && at < len(r.headings) && text == strings.TrimSpace(r.headings[at])
	}
	says, numbers := sheet.LooksLikeTotal(row.Cells)
	named := r.named(row)
	switch {
	case same && filled > 1:
		return "Cette ligne répète les en-têtes.", false
	case says:
		return "Cette ligne est un total\u00a0: elle est laissée de côté.", named
	case numbers && !named:
		return "Cette ligne n’a que des nombres\u00a0: elle est laissée de côté.", false
	case filled == 1 && !named && !r.isRead(only):
		return "Cette ligne n’a qu’un texte, dans une colonne qui n’est pas lue\u00a0: elle est laissée de côté.", false
	case filled == 1 && !named:
		return "Cette ligne n’a qu’un texte, sans nom de structure\u00a0: c’est un intertitre ou un pied de tableau.", false
	case filled == 1 && footer.MatchString(french.Fold(sheet.FirstText(row.Cells))):
		return "Cette ligne semble un pied de tableau\u00a0: elle est laissée de côté.", true
	case filled == 1 && isSection(sheet.FirstText(row.Cells)):
		return "Cette ligne semble un intertitre\u00a0: elle est laissée de côté.", true
	case !r.saysSomething(row):
		return "Cette ligne ne dit rien dans les colonnes qui sont lues.", false
	}
	return "", false
}

// isSection tells a lone text that only names a kind of organisation, "CENTRES SOCIAUX".
func isSection(text string) bool {
	code, ok := kinds.Of(strings.TrimRight(strings.TrimSpace(text), " :"))
	return ok && code != ""
}

// named tells whether a row names an organisation or a person.
func (r *reader) named(row sheet.Row) bool {
	return slices.ContainsFunc(r.columns, func(c column) bool {
		return (c.role == roleName || c.role == rolePerson || c.role == roleFamily) && c.at < len(row.Cells) && !nothing(strings.TrimSpace(row.Cells[c.at]))
	})
}

func (r *reader) isRead(at int) bool { return r.columns[at].role != unread }

// saysSomething tells whether a column that is read holds something.
func (r *reader) saysSomething(row sheet.Row) bool {
	return slices.ContainsFunc(r.columns, func(c column) bool {
		return c.role != unread && c.at < len(row.Cells) && (!nothing(strings.TrimSpace(row.Cells[c.at])) || r.source.Fault(row.Number, c.at+1) != "")
	})
}

// The signs of a row that somebody made to try something.
var (
	testMail = regexp.MustCompile(`^(?:tests?|toto|titi|aaa+|xxx+|azerty|abc)@(?:tests?|toto|titi|aaa*|xxx*|azerty|abc)(?:\..*)?$`)
	testText = regexp.MustCompile(`^(?:a{3,}|x{3,}|z{3,}|tests?|essai|azerty\w*|qwerty\w*|toto|titi|tata|bla ?bla|lorem ipsum.*|asdf\w*)$`)
	testDay  = regexp.MustCompile(`^(?:0?1[/.-]0?1[/.-](?:1900|1970)|0?0[/.-]0?1[/.-]1900|1900-01-0[01])$`)
	allAlike = regexp.MustCompile(`^(?:0+|1{9,}|9{9,})$`)
)

var numberSigns = strings.NewReplacer(" ", "", ".", "", "-", "")

// isTest tells a row that has two signs at least of being a test.
func (e *entry) isTest() bool {
	signs := 0
	for _, c := range e.reader.columns {
		text := french.Fold(e.text(c.at))
		if text == "" || c.role == unread {
			continue
		}
		digits := numberSigns.Replace(text)
		if testMail.MatchString(text) || testText.MatchString(text) || testDay.MatchString(text) || len(digits) >= 5 && allAlike.MatchString(digits) ||
			c.role == rolePerson && testName(text) {
			signs++
		}
	}
	return signs >= 2
}

// testName tells a name whose every word is a test's.
func testName(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if !testText.MatchString(word) {
			return false
		}
	}
	return true
}

// takeTest tells whether a row that looks like a test goes in: it waits for an answer until then.
func (e *entry) takeTest() bool {
	r := e.reader
	r.tests = append(r.tests, e.Number)
	switch r.choices.Answers[AskTests] {
	case TakeTests:
		r.note(e.Number, -1, "Cette ligne ressemble à un essai\u00a0: elle est gardée, comme vous l’avez choisi.")
		return true
	case LeaveTests:
		r.skipped[e.Number] = "Cette ligne ressemble à un essai\u00a0: elle est laissée de côté, comme vous l’avez choisi."
	default:
		r.wait(e.Number, -1, "Cette ligne ressemble à un essai (adresse, numéro ou date de test)\u00a0: dites s’il faut la garder.", "")
	}
	return false
}

// asks gives the questions about many rows.
func (r *reader) asks() (all []intake.Ask) {
	add := func(a intake.Ask) {
		if len(a.Rows) > 0 {
			a.Answer = r.choices.Answers[a.Name]
			a.Problem = unoffered(a)
			all = append(all, a)
		}
	}
	add(intake.Ask{Name: AskTests, Label: "Que faire des lignes qui ressemblent à des essais\u00a0?", Hint: "Une adresse test@test, un numéro de zéros, le 1er janvier 1900\u2026", Rows: r.tests, Proposal: LeaveTests,
		Options: []intake.Role{{Name: LeaveTests, Label: "Les laisser de côté"}, {Name: TakeTests, Label: "Les importer"}}})
	add(intake.Ask{Name: AskBad, Label: "Que faire des cellules qui ne peuvent pas être lues\u00a0?", Hint: "Vous pouvez aussi les corriger une à une, ou laisser leurs lignes de côté.", Rows: slices.Compact(r.bad), Proposal: WithoutBad,
		Options: []intake.Role{{Name: WithoutBad, Label: "Importer ces lignes sans ces cellules"}}})
	return all
}
