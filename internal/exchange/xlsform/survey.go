package xlsform

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// item is a row of the sheet survey; of a group, with those inside.
type item struct {
	line  sheet.Row
	asked asked
	name  string
	of    []*item
	ended bool
}

// within is what groups around a row ask of it.
type within struct {
	when *question.Condition
}

func (r *reader) readSurvey() {
	lines := r.survey.lines
	if len(lines) > MostRows {
		r.leave(lines[MostRows].Number, "survey", "La feuille survey a plus de "+french.Number(MostRows)+" lignes\u00a0: celles à partir de la ligne "+strconv.Itoa(lines[MostRows].Number)+" ne sont pas lues.")
		lines = lines[:MostRows]
	}
	r.readItems(r.tree(lines), within{}, 0)
	r.unused()
}

// tree puts rows into their groups.
func (r *reader) tree(lines []sheet.Row) []*item {
	root := &item{}
	open := []*item{root}
	for _, l := range lines {
		if sheet.Empty(l.Cells) || french.Visible(strings.Join(l.Cells, "")) == "" {
			continue
		}
		p := r.survey
		it := &item{line: l, asked: parseType(p.get(l, "type")), name: p.get(l, "name")}
		top := open[len(open)-1]
		switch it.asked.kind {
		case "begin group", "begin repeat":
			top.of = append(top.of, it)
			open = append(open, it)
			continue
		case "end group", "end repeat":
			if len(open) > 1 && top.asked.kind == "begin"+strings.TrimPrefix(it.asked.kind, "end") {
				top.ended = true
				open = open[:len(open)-1]
				continue
			}
		}
		top.of = append(top.of, it)
	}
	for _, it := range open[1:] {
		r.note("Le groupe " + quote(it.called()) + " n’a pas de fin\u00a0: il va jusqu’à la fin du questionnaire.")
	}
	return root.of
}

// called is what a row is called in a sentence.
func (it *item) called() string {
	if it.name != "" {
		return it.name
	}
	return "ligne " + strconv.Itoa(it.line.Number)
}

func (r *reader) readItems(list []*item, in within, depth int) {
	for _, it := range list {
		r.readItem(it, in, depth)
	}
}

func (r *reader) readItem(it *item, in within, depth int) {
	disabled, _ := yesNo(r.survey.get(it.line, "disabled"))
	switch {
	case disabled:
		r.leaveAll(it, "Cette ligne est désactivée dans le fichier.")
	case it.asked.kind == "begin repeat":
		r.leave(it.line.Number, it.called(), reasonOf(it.asked.kind))
		for _, inside := range it.of {
			r.leaveAll(inside, repeats)
		}
	case it.asked.kind == "begin group":
		r.readGroup(it, in, depth)
	default:
		r.readQuestion(it, in)
	}
}

func (r *reader) leaveAll(it *item, reason string) {
	r.leave(it.line.Number, it.called(), reason)
	for _, inside := range it.of {
		r.leaveAll(inside, reason)
	}
}

func (r *reader) readGroup(it *item, in within, depth int) {
	p, l := r.survey, it.line
	if list, header, ok := r.isMatrix(it); ok {
		r.readMatrix(it, in, list, header)
		return
	}
	r.cells(it, "type", "name", "label", "hint", "relevant", "appearance", "parvis", "disabled")
	inside := within{when: r.when(it, in)}
	appearance := p.get(l, "appearance")
	label := r.wording(p, l, "label", it.called(), question.MaxWording)
	said := marks(p.get(l, "parvis"))
	_, ours := said["section"]
	switch {
	case len(label) == 0:
		if appearance != "" {
			r.lose(l.Number, it.called(), "La présentation "+quote(appearance)+" d’un groupe n’a pas d’équivalent\u00a0: ses questions sont gardées, l’une après l’autre.")
		}
		r.leave(l.Number, it.called(), "Ce groupe n’a pas de titre\u00a0: ses questions sont gardées, l’une après l’autre.")
	default:
		q := question.Question{Kind: question.Section, Label: label, Help: r.wording(p, l, "hint", it.called(), question.MaxSaid), When: inside.when}
		if !ours && appearance != "" {
			if strings.Contains(appearance, "table-list") {
				r.lose(l.Number, it.called(), "La présentation «\u00a0table-list\u00a0» demande des questions à choix unique sur la même liste\u00a0: les questions sont gardées, l’une après l’autre.")
			} else if appearance != "field-list" {
				r.lose(l.Number, it.called(), "La présentation "+quote(appearance)+" n’a pas d’équivalent.")
			}
		}
		if r.add(it, q, named{}) && !ours {
			r.note("Le groupe " + quote(it.called()) + " devient une partie, qui commence une page.")
		}
		if depth > 0 {
			r.lose(l.Number, it.called(), "Ce groupe est dans un autre\u00a0: dans Parvis, les parties se suivent.")
		}
		if it.ended && !ours {
			r.groups = append(r.groups, it.called())
		}
	}
	r.readItems(it.of, inside, depth+1)
}

// when is the condition of a row and of the groups around it.
func (r *reader) when(it *item, in within) *question.Condition {
	text := r.survey.get(it.line, "relevant")
	if text == "" {
		return in.when
	}
	own, reason := r.condition(text)
	if reason != "" {
		if it.of != nil {
			reason = why(strings.ReplaceAll(string(reason), "la question s’affiche", "les questions du groupe s’affichent"))
		}
		r.lose(it.line.Number, it.called(), string(reason)+" Condition\u00a0: "+quote(text))
		return in.when
	}
	c, ok := both(in.when, own)
	if !ok {
		r.lose(it.line.Number, it.called(), "La condition du groupe et celle de la question ne se disent pas ensemble dans Parvis\u00a0: seule celle de la question est gardée.")
	}
	return c
}

// add takes a question into the form, under a key of its own; false when there are too many.
func (r *reader) add(it *item, q question.Question, n named) bool {
	form := &r.out.Form
	if len(form.Questions) == question.MaxQuestions {
		r.leave(it.line.Number, it.called(), "Un questionnaire a au plus "+french.Number(question.MaxQuestions)+" questions et textes.")
		return false
	}
	said := marks(r.survey.get(it.line, "parvis"))
	wanted := it.name
	if key := said["key"]; question.IsQuestionKey(key) {
		wanted = key
	}
	instead := "q" + strconv.Itoa(len(form.Questions)+1)
	switch {
	case wanted == "" && q.Label.In(question.French) != "":
		q.Key = apart(keyOf(french.Shorten(q.Label.In(question.French), 20), instead, question.IsQuestionKey), r.keys)
		r.note("La ligne " + strconv.Itoa(it.line.Number) + " n’a pas de nom\u00a0: Parvis l’appelle «\u00a0" + q.Key + "\u00a0».")
	case wanted == "":
		q.Key = apart(instead, r.keys)
	default:
		q.Key = apart(keyOf(wanted, "q_", question.IsQuestionKey), r.keys)
		if q.Key != wanted {
			r.note("Le nom " + quote(wanted) + " devient «\u00a0" + q.Key + "\u00a0»\u00a0: un nom est unique, commence par une lettre et n’a que des lettres sans accent, des chiffres, «\u00a0_\u00a0» et «\u00a0-\u00a0».")
		}
	}
	if len(q.Label) == 0 && q.Kind.Asks() {
		r.note("La question " + quote(q.Key) + " n’a pas de texte\u00a0: veuillez l’écrire.")
	}
	q.Label = r.settle(q.Label, q.Key, q.Key)
	r.inFrench(q.Help)
	for i := range q.Rows {
		q.Rows[i].Label = r.settle(q.Rows[i].Label, q.Rows[i].Key, q.Rows[i].Key)
	}
	_, q.Bank = said["bank"]
	_, q.Practice = said["practice"]
	form.Questions = append(form.Questions, q)
	r.out.Kept = append(r.out.Kept, Kept{Row: it.line.Number, Name: it.name, Key: q.Key})
	if _, twice := r.kept[it.name]; q.Kind.Asks() && it.name != "" && !twice {
		n.question = q
		r.kept[it.name] = n
	}
	return true
}

// partReasons say why a cell of a question that is kept is not.
var partReasons = map[string]string{
	"guidance_hint": "L’aide réservée aux enquêteurs n’a pas d’équivalent.", "required_message": "Parvis écrit lui-même le message d’une question obligatoire.",
	"calculation": computes, "choice_filter": "Le filtre des réponses n’a pas d’équivalent\u00a0: la liste entière est proposée.", "default": "Parvis ne répond pas à la place des personnes\u00a0: la réponse par défaut est retirée.",
	"read_only": "Une question que l’on ne peut pas remplir n’a pas d’équivalent.", "repeat_count": "Une répétition n’a pas d’équivalent.", "trigger": computes,
	"image": "Ce fichier n’est pas dans le classeur.", "big-image": "Ce fichier n’est pas dans le classeur.", "audio": "Ce fichier n’est pas dans le classeur.", "video": "Ce fichier n’est pas dans le classeur.",
	"appearance": "Cette présentation n’a pas d’équivalent.", "parameters": "Ces paramètres n’ont pas d’équivalent.", "constraint": "Cette contrainte n’a pas d’équivalent\u00a0: la question est gardée sans elle.",
	"constraint_message": "Parvis écrit lui-même le message quand une réponse n’est pas acceptée.", "required": "Cette ligne n’attend pas de réponse, ou n’est obligatoire que sous condition\u00a0: elle n’est pas obligatoire.",
}

// cells lists what a row holds in known columns besides those that were read.
func (r *reader) cells(it *item, read ...string) {
	p := r.survey
	for _, c := range p.columns {
		text := p.cell(it.line, c.at)
		if text == "" || !c.known || slices.Contains(read, c.name) {
			continue
		}
		if _, ok := yesNo(text); ok && (c.name == "required" || c.name == "read_only") {
			if is, _ := yesNo(text); !is {
				continue
			}
		}
		r.lose(it.line.Number, it.called(), partReasons[c.name]+" ("+short(c.heading)+"\u00a0: "+short(text)+")")
	}
}
