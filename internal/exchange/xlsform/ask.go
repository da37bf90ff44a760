package xlsform

import (
	"math"
	"strconv"
	"strings"

	"parvis/internal/survey/question"
)

// readQuestion reads a row that is no group.
func (r *reader) readQuestion(it *item, in within) {
	p, l := r.survey, it.line
	said := marks(p.get(l, "parvis"))
	q := question.Question{}
	n := named{}
	read := []string{"type", "name", "label", "hint", "relevant", "disabled", "parvis"}
	most := question.MaxWording
	appearance := p.get(l, "appearance")
	switch it.asked.kind {
	case "select_one":
		q.Kind = question.Single
	case "select_multiple":
		q.Kind = question.Multiple
	case "rank":
		q.Kind = question.Ranking
	case "integer", "decimal":
		q.Kind, q.Decimals = question.Number, it.asked.kind == "decimal"
	case "range":
		q.Kind = question.Number
	case "text":
		q.Kind = question.Text
		if strings.Contains(appearance, "multiline") {
			q.Kind = question.Long
			read = append(read, "appearance")
		}
	case "date":
		q.Kind = question.Date
		if appearance == "no-calendar" || appearance == "full" {
			read = append(read, "appearance")
		}
	case "acknowledge":
		q.Kind = question.Consent
	case "note":
		q.Kind, most = question.Info, question.MaxSaid
	default:
		r.leave(l.Number, it.called(), reasonOf(it.asked.kind))
		return
	}
	q.Label = r.wording(p, l, "label", it.called(), most)
	q.Help = r.wording(p, l, "hint", it.called(), question.MaxSaid)
	if r.readTexts(it, &q, said) {
		return
	}
	if it.asked.kind == "note" && len(q.Label) == 0 && len(q.Help) > 0 {
		q.Label, q.Help = q.Help, nil
	}
	if _, ok := said["section"]; ok && q.Kind == question.Info {
		q.Kind = question.Section
		read = append(read, "appearance")
	}
	if len(q.Label) == 0 && q.Kind == question.Info {
		r.leave(l.Number, it.called(), "Ce texte est vide.")
		return
	}
	if it.asked.kind == "select_one" || it.asked.kind == "select_multiple" || it.asked.kind == "rank" {
		more, reason := r.readChoiceOf(it, &q, &n, said, appearance)
		if reason != "" {
			r.leave(l.Number, it.called(), reason)
			return
		}
		read = append(read, more...)
	}
	if q.Kind == question.Number {
		read = append(read, r.readNumber(it, &q)...)
	}
	if _, ok := said["unsure"]; ok && r.ours {
		q.Unsure = true
	}
	if q.Kind.Asks() {
		if required, ok := yesNo(p.get(l, "required")); ok {
			q.Required = required
			read = append(read, "required")
		}
	}
	q.When = r.when(it, in)
	r.cells(it, read...)
	r.add(it, q, n)
}

// readTexts takes what Parvis writes as notes: the introduction of a form, and its thanks.
func (r *reader) readTexts(it *item, q *question.Question, said map[string]string) bool {
	if q.Kind != question.Info || !r.ours {
		return false
	}
	var to *question.Wording
	if _, ok := said["intro"]; ok {
		to = &r.out.Form.Intro
	} else if _, ok := said["thanks"]; ok {
		to = &r.out.Form.Thanks
	}
	if to == nil || *to != nil {
		return false
	}
	r.inFrench(q.Label)
	*to = q.Label
	r.out.Kept = append(r.out.Kept, Kept{Row: it.line.Number, Name: it.name})
	return true
}

// readChoiceOf settles which kind of choice a question is, and gives its options. The sentence is why it cannot be kept.
func (r *reader) readChoiceOf(it *item, q *question.Question, n *named, said map[string]string, appearance string) (read []string, reason string) {
	if strings.HasPrefix(it.asked.list, "${") {
		return nil, "Cette question propose des réponses données plus haut, ce que Parvis ne fait pas."
	}
	q.Key = it.called()
	q.Other = it.asked.other && q.Kind != question.Ranking
	if reason := r.offer(q, n, it.asked.list, it.line.Number); reason != "" {
		return nil, reason
	}
	q.Key = ""
	if it.asked.other && q.Kind == question.Ranking {
		r.lose(it.line.Number, it.called(), "Un classement ne propose pas «\u00a0Autre\u00a0».")
	}
	if it.asked.extra != "" {
		r.lose(it.line.Number, it.called(), "Ces mots du type ne sont pas lus\u00a0: "+quote(it.asked.extra))
	}
	likert := strings.Contains(appearance, "likert")
	if q.Kind == question.Single && !q.Other {
		kind := question.Kind(said["kind"])
		switch {
		case kind == question.NPS && recommends(q.Options):
			q.Kind, q.Options = question.NPS, nil
		case kind == question.Scale5 && len(q.Options) == 5, kind == question.Scale3 && len(q.Options) == 3:
			q.Kind = kind
		case r.ours:
		case len(q.Options) == 5 && ordered(q.Options):
			q.Kind = question.Scale5
		case len(q.Options) == 3 && ordered(q.Options):
			q.Kind = question.Scale3
		}
	}
	if q.Kind == question.Scale5 || q.Kind == question.Scale3 {
		if r.ours {
			return []string{"appearance"}, ""
		}
		r.note("La question " + quote(it.called()) + " devient une échelle à " + strconv.Itoa(len(q.Options)) + " points, de " + quote(q.Options[0].Label.In(question.French)) + " à " +
			quote(q.Options[len(q.Options)-1].Label.In(question.French)) + ".")
	} else if likert {
		r.lose(it.line.Number, it.called(), "Rien ne dit dans quel sens va cette échelle\u00a0: elle devient un choix unique. Veuillez la changer en échelle si sa première réponse est la moins bonne.")
	}
	return nil, ""
}

// recommends tells the eleven figures of a recommendation.
func recommends(options []question.Option) bool {
	nps := question.Question{Kind: question.NPS}.Choices()
	if len(options) != len(nps) {
		return false
	}
	for i, o := range options {
		if o.Key != nps[i].Key {
			return false
		}
	}
	return true
}

// readNumber settles the bounds of a number, and tells a recommendation from 0 to 10.
func (r *reader) readNumber(it *item, q *question.Question) (read []string) {
	p, l := r.survey, it.line
	if it.asked.kind == "range" {
		read = append(read, "parameters")
		r.readRange(it, q, p.get(l, "parameters")+" "+it.asked.extra)
	}
	text := p.get(l, "constraint")
	if text == "" || q.Kind == question.NPS {
		return read
	}
	least, most, ok := limits(text, !q.Decimals)
	if !ok {
		return read
	}
	if least != nil {
		q.Least = larger(q.Least, *least)
	}
	if most != nil {
		q.Most = smaller(q.Most, *most)
	}
	if message := p.get(l, "constraint_message"); message != "" {
		r.note("Le message " + quote(message) + " de " + quote(it.called()) + " n’est pas gardé\u00a0: Parvis en écrit un d’après les bornes, qui le sont.")
	}
	return append(read, "constraint", "constraint_message")
}

// readRange reads "start=0 end=10 step=1", also with commas or semicolons.
func (r *reader) readRange(it *item, q *question.Question, parameters string) {
	start, end, step := 1.0, 10.0, 1.0 // what other programs take
	var unread []string
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(strings.ReplaceAll(parameters, " =", "="), "= ", "="), func(c rune) bool { return c == ' ' || c == ';' || c == ',' || c == '\n' || c == '\t' }) {
		name, value, _ := strings.Cut(part, "=")
		x, err := strconv.ParseFloat(value, 64)
		if err != nil || math.IsNaN(x) || math.Abs(x) > mostNumber {
			unread = append(unread, part)
			continue
		}
		switch strings.ToLower(name) {
		case "start":
			start = x
		case "end":
			end = x
		case "step":
			step = x
		default:
			unread = append(unread, part)
		}
	}
	if len(unread) > 0 {
		r.lose(it.line.Number, it.called(), "Ces paramètres ne sont pas lus\u00a0: "+quoted(unread)+".")
	}
	if start == 0 && end == 10 && step == 1 {
		q.Kind = question.NPS
		if !r.ours {
			r.note("La question " + quote(it.called()) + ", de 0 à 10, devient une recommandation.")
		}
		return
	}
	least, most := min(start, end), max(start, end)
	q.Least, q.Most = &least, &most
	q.Decimals = start != math.Trunc(start) || step != math.Trunc(step)
	if step != 1 {
		r.lose(it.line.Number, it.called(), "Le pas d’un nombre n’a pas d’équivalent\u00a0: tout nombre entre les bornes est accepté.")
	}
}
