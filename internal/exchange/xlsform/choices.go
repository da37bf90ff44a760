package xlsform

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

// list is the choices of one name.
type list struct {
	options []question.Option
	codes   map[string]string // keys by the codes of the file
	names   []string          // those codes, in order
	unsure  string            // the code that Parvis marked as « Je ne sais pas »
	used    bool
	row     int
}

func (r *reader) readChoices() {
	r.lists = map[string]*list{}
	p := r.choices
	var order []string
	taken := map[string]map[string]bool{}
	for _, l := range p.lines {
		name := p.get(l, "list_name")
		at := "choices, ligne " + strconv.Itoa(l.Number)
		if sheet.Empty(l.Cells) {
			continue
		}
		if name == "" {
			r.leave(0, at, "Cette réponse n’a pas de nom de liste.")
			continue
		}
		of := r.lists[name]
		if of == nil {
			of = &list{codes: map[string]string{}, row: l.Number}
			r.lists[name] = of
			taken[name] = map[string]bool{}
			order = append(order, name)
		}
		r.readChoice(l, at, name, of, taken[name])
	}
	for _, name := range order {
		r.pictures(name)
	}
}

func (r *reader) readChoice(l sheet.Row, at, name string, of *list, taken map[string]bool) {
	p := r.choices
	code := p.get(l, "name")
	label := r.wording(p, l, "label", name+"/"+code, question.MaxWording)
	if code == "" {
		code = label.In(r.base)
		if code == "" {
			r.leave(0, at, "Cette réponse n’a ni code ni texte.")
			return
		}
		r.note("La réponse " + quote(code) + " n’a pas de code\u00a0: Parvis lui en donne un.")
	}
	if raw := p.raw(l, "name"); strings.TrimSpace(raw) != raw {
		r.note("Les espaces autour du code " + quote(code) + " sont retirés.")
	}
	if _, twice := of.codes[code]; twice {
		r.leave(0, at, "Le code "+quote(code)+" est déjà dans la liste "+quote(name)+"\u00a0: la première réponse est gardée.")
		return
	}
	if len(of.options) > 2*question.MaxOptions {
		r.leave(0, at, "La liste "+quote(name)+" est trop longue\u00a0: 40 réponses au plus par question.")
		return
	}
	said := marks(p.get(l, "parvis"))
	wanted := code
	if question.IsOptionKey(said["key"]) {
		wanted = said["key"]
	}
	key := apart(keyOf(wanted, "r", question.IsOptionKey), taken)
	if key != wanted {
		r.note("Le code " + quote(code) + " de la liste " + quote(name) + " devient «\u00a0" + key + "\u00a0»\u00a0: un code n’a que des lettres sans accent, des chiffres, «\u00a0_\u00a0» et «\u00a0-\u00a0».")
	}
	of.codes[code] = key
	of.names = append(of.names, code)
	if _, ok := said["unsure"]; ok {
		of.unsure = code
	}
	o := question.Option{Key: key, Label: label}
	if _, _, ok := shipped.Picture(said["picture"]); ok {
		o.Picture = said["picture"]
	}
	of.options = append(of.options, o)
}

// pictures lists the files that choices show and that no workbook holds.
func (r *reader) pictures(name string) {
	p := r.choices
	for _, c := range p.columns {
		if !slices.Contains([]string{"image", "big-image", "audio", "video"}, c.name) {
			continue
		}
		for _, l := range p.lines {
			if file := p.cell(l, c.at); file != "" && p.get(l, "list_name") == name {
				r.lose(0, file, "Ce fichier n’est pas dans le classeur\u00a0: la réponse "+quote(p.get(l, "name"))+" de la liste "+quote(name)+" garde ses mots. Parvis a ses propres dessins.")
			}
		}
	}
}

// unsureCodes and unsureLabels tell the choice that stands apart from a scale.
var (
	unsureCodes  = []string{"nsp", "dk", "ne_sait_pas", "nesaispas", "ne_sais_pas", "je_ne_sais_pas", "dont_know", "dontknow", "unsure"}
	unsureLabels = []string{"je ne sais pas", "ne sait pas", "ne sais pas", "nsp", "i don t know", "i dont know", "don t know", "dont know", "i do not know"}
)

// unsureOf finds the choice that means « Je ne sais pas »; "" when there is none.
func (r *reader) unsureOf(of *list) string {
	if of.unsure != "" || r.ours {
		return of.unsure
	}
	for i, o := range of.options {
		code := strings.ToLower(of.names[i])
		if slices.Contains(unsureCodes, code) {
			return of.names[i]
		}
		for _, text := range o.Label {
			if slices.Contains(unsureLabels, strings.Trim(french.Fold(strings.NewReplacer("’", " ", "'", " ").Replace(text)), " .()")) {
				return of.names[i]
			}
		}
	}
	return ""
}

// offer gives a question the choices of a list: its options, and what its codes mean in conditions. The sentence is why it cannot.
func (r *reader) offer(q *question.Question, n *named, name string, row int) string {
	of := r.lists[name]
	switch {
	case name == "":
		return "Cette question ne dit pas quelle liste de réponses elle propose."
	case of == nil:
		return "La liste de réponses " + quote(name) + " n’est pas dans la feuille choices."
	}
	of.used = true
	n.codes = of.codes
	unsure := ""
	if q.Kind == question.Single || q.Kind == question.Matrix {
		unsure = r.unsureOf(of)
	} else if r.ours {
		unsure = of.unsure
	}
	var options []question.Option
	for i, o := range of.options {
		if of.names[i] == unsure && unsure != "" {
			continue
		}
		if q.Other && (o.Key == question.OtherKey || of.names[i] == "other") {
			r.note("La réponse " + quote(of.names[i]) + " de " + quote(q.Key) + " devient «\u00a0Autre\u00a0», qui se précise.")
			continue
		}
		options = append(options, o)
	}
	if unsure != "" && (len(options) >= 2 || r.ours) {
		q.Unsure, n.unsure = true, unsure
		if !r.ours {
			r.note("Pour " + quote(q.Key) + ", la réponse " + quote(unsure) + " devient «\u00a0Je ne sais pas\u00a0», à part des autres.")
		}
	} else if unsure != "" {
		options = of.options
	}
	if len(options) < 2 && (!q.Other || len(options) == 0) {
		return "La liste " + quote(name) + " propose moins de deux réponses."
	}
	if len(options) > question.MaxOptions {
		r.lose(row, q.Key, "La liste "+quote(name)+" a "+french.Number(len(options))+" réponses\u00a0: les 40 premières sont gardées.")
		options = options[:question.MaxOptions]
	}
	q.Options = make([]question.Option, len(options))
	for i, o := range options {
		label := question.Wording{}
		for l, text := range o.Label {
			label[l] = text
		}
		q.Options[i] = question.Option{Key: o.Key, Label: r.settle(label, o.Key, o.Key), Picture: o.Picture}
	}
	return ""
}

// unused lists what no question offers.
func (r *reader) unused() {
	var names []string
	for name, of := range r.lists {
		if !of.used {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return r.lists[a].row - r.lists[b].row })
	if len(names) > 0 {
		r.note(french.Agree(len(names), "Cette liste de réponses n’est proposée", "Ces listes de réponses ne sont proposées") + " par aucune question gardée\u00a0: " + quoted(names) + ".")
	}
}

// ordered tells a list whose codes are figures that go up: its first answer is the least.
func ordered(options []question.Option) bool {
	before := 0
	for i, o := range options {
		x, err := strconv.Atoi(o.Key)
		if err != nil || i > 0 && x <= before {
			return false
		}
		before = x
	}
	return true
}
