package resultui

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/results"
	"parvis/internal/survey/question"
	"parvis/internal/survey/tally"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/ui"
	"parvis/web/urls"
)

// resultView is the results of a form as their page draws them.
type resultView struct {
	results.View
	filterView
}

func (v resultView) title() string { return v.titled("Résultats", v.View.Form.Title) }

func crumbs(f results.Form) []ui.Crumb {
	return []ui.Crumb{{Label: "Questionnaires", URL: urls.Forms()}, {Label: f.Title, URL: urls.Form(f.ID)}}
}

func crumbsIn(f results.Form) []ui.Crumb {
	return append(crumbs(f), ui.Crumb{Label: "Résultats", URL: urls.FormResults(f.ID, nil)})
}

// view is a page of the results of a form.
type view struct {
	Label, URL string
	Current    bool
}

// views lead from one page of results to another, under the same filter.
func (v filterView) views(current string) []view {
	list := []view{{"Questions", urls.FormResults(v.FormID, v.query()), false}, {"Verbatims", urls.FormVerbatims(v.FormID, v.query()), false}, {"Réponses", urls.FormResponses(v.FormID, v.query()), false},
		{"Comparer", urls.FormCompare(v.FormID, nil), false}}
	for i := range list {
		list[i].Current = list[i].Label == current
	}
	return list
}

func responses(n int) string { return french.Count(n, "réponse", "réponses") }

// lead is the sentence of figures that opens the page: how many, of whom, when, what is left out, and what it is worth.
func (v resultView) lead() string {
	if !v.View.Form.Published() {
		return "Ce questionnaire n’est pas encore publié\u00a0: personne n’a pu y répondre."
	}
	s := responses(v.Responses())
	if helped := v.Tally.Responses(tally.Helped); helped > 0 {
		s += ", dont " + french.Number(helped) + " avec aide, à part"
	}
	if period := period(v.First, v.Last); period != "" {
		s += ", " + period
	}
	if v.Aside > 0 {
		s += "\u00a0; " + french.Count(v.Aside, "mise de côté", "mises de côté")
	}
	s += "."
	if rate := v.rate(); rate != "" {
		s += " " + rate
	}
	return s + " " + french.Capital(v.warning()) + "."
}

// warning is what every result is worth.
func (v resultView) warning() string {
	if !v.View.Form.Voluntary() {
		return "observations du service, non représentatives"
	}
	return v.Tally.Warning()
}

// rate says which part of the visitors answered, or why that is not known; "" where the filter is not of places and days alone.
func (v resultView) rate() string {
	r := v.Rate
	if percent, ok := r.Percent(); ok {
		return "Taux de réponse\u00a0: " + strconv.Itoa(percent) + "\u00a0% des " + french.Count(r.Visitors, "visiteur compté", "visiteurs comptés") + "."
	}
	switch {
	case !r.Asked || r.Slots == 0 || v.Responses() == 0:
		return ""
	case r.Counted < r.Slots:
		return "Taux de réponse inconnu\u00a0: " + french.Count(r.Counted, "séance comptée", "séances comptées") + " sur " + french.Number(r.Slots) + "."
	case r.Visitors > 0:
		return "Taux de réponse inconnu\u00a0: il y a plus de réponses que de " + french.Count(r.Visitors, "visiteur compté", "visiteurs comptés") + "."
	}
	return "Taux de réponse inconnu\u00a0: aucun visiteur compté."
}

func period(first, last workcal.Date) string {
	if first.IsZero() {
		return ""
	}
	return workcal.FrenchSpanIn(first, last, 0)
}

// pools are those in which anybody answered.
func pools(t tally.Tally) (list []tally.Pool) {
	for _, p := range tally.Pools {
		if t.Responses(p) > 0 {
			list = append(list, p)
		}
	}
	return list
}

// meta says of a result how many answered, and what is worth saying besides.
func meta(r tally.Result) string {
	list := []string{responses(r.N)}
	if m := results.MedianText(r); m != "" && r.Kind() != question.Number {
		list = append(list, "médiane\u00a0: "+m)
	}
	if s, ok := r.Score(); ok {
		list = append(list, "recommandation (NPS)\u00a0: "+s.Text()+", "+s.Interval()+" à 95\u00a0%")
	} else if r.Kind() == question.NPS && r.N > 0 {
		list = append(list, "recommandation (NPS) non calculée sous 30 réponses")
	}
	switch {
	case !r.Kind().Closed() || r.Kind() == question.Ranking || r.N == 0:
	case r.Size() == tally.Few:
		list = append(list, "moins de cinq réponses\u00a0: des nombres, aucune part")
	case r.Size() == tally.Small:
		list = append(list, "moins de trente réponses\u00a0: lisez les nombres d’abord")
	default:
		list = append(list, "le trait dit l’intervalle à 95\u00a0%")
	}
	return strings.Join(list, " · ")
}

// beside says what stands beside the answers; "" where nothing does.
func beside(r tally.Result) string {
	var list []string
	add := func(n int, one, many string) {
		if n > 0 {
			list = append(list, french.Count(n, one, many))
		}
	}
	add(r.Blank, "sans réponse", "sans réponse")
	add(r.Unsure, "«\u00a0je ne sais pas\u00a0»", "«\u00a0je ne sais pas\u00a0»")
	add(r.NotAsked, "à qui elle n’a pas été posée", "à qui elle n’a pas été posée")
	add(r.Unread, "illisible", "illisibles")
	if len(list) == 0 {
		return ""
	}
	return "À part\u00a0: " + french.And(list) + "."
}

// spread says how numbers are spread.
func spread(r tally.Result) string {
	s, ok := r.Spread()
	if !ok {
		return "Moins de cinq réponses\u00a0: les nombres ne sont pas montrés."
	}
	n := written.NumberText
	return "Médiane\u00a0: " + n(s.Median) + ". La moitié des réponses se tient entre " + n(s.First) + " et " + n(s.Third) + "\u00a0; la plus petite est " + n(s.Least) + ", la plus grande " + n(s.Most) + "."
}

// mostDays is how many days of a question the page lists; the file has all.
const mostDays = 31

func shownDays(r tally.Result) []tally.DayCount { return r.Days()[:min(len(r.Days()), mostDays)] }

func mean(p tally.Place) string {
	m, ok := p.Mean()
	if !ok {
		return ui.OrDash("")
	}
	return written.NumberText(float64(int(10*m+.5))/10) + " (" + french.Number(p.N) + ")"
}

func fr(w question.Wording) string { return w.In(question.French) }

func heading(v results.Form, q question.Question) string {
	s := v.QuestionNumber(q.Key) + ". " + fr(q.Label)
	if q.Retired {
		s += " (retirée)"
	}
	return s
}

// asked names a question in the title of a table: its number and its words.
func asked(v results.Form, q question.Question) string {
	return "Question " + v.QuestionNumber(q.Key) + "\u00a0: " + fr(q.Label)
}

// pairTitle names a question of two editions, or a row of one, in the title of a table.
func pairTitle(v results.Form, p results.Pair, part results.PairPart) string {
	if part.Row.Key == "" {
		return asked(v, p.Question)
	}
	return asked(v, p.Question) + ", " + fr(part.Row.Label)
}

func anchor(parts ...string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' {
			return '-'
		}
		return r
	}, strings.Join(parts, "-"))
}

func poolName(p tally.Pool) string { return french.Capital(p.Label()) }

func doneText(done bool) string {
	if done {
		return ", faite"
	}
	return ""
}

// scaleLines are the answers of a matrix, those offered no more only where some row has one: the columns of its table, and the key of its bars.
func scaleLines(q tally.Question, pool tally.Pool) []tally.Line {
	var list []tally.Line
	for _, part := range q.Parts {
		for _, l := range part.In(pool).Lines() {
			if !slices.ContainsFunc(list, func(b tally.Line) bool { return b.Key == l.Key }) {
				list = append(list, l)
			}
		}
	}
	return list
}

// cellText is how many gave an answer, with their part as far as it may be said.
func cellText(r tally.Result, key string) string {
	for _, l := range r.Lines() {
		if l.Key == key {
			if s, ok := l.Share(); ok {
				return french.Number(l.N) + " (" + s.Percent() + ")"
			}
			return french.Number(l.N)
		}
	}
	return "0"
}
