package xlsform

import (
	"strings"

	"parvis/internal/survey/question"
)

// isMatrix tells a group whose questions are the rows of one table, and gives their list: all of them choose one of the same choices, and the group asks for a table ("table-list"), or
// its questions do ("label", then "list-nolabel"). The first of the latter holds the headings, and is no question.
func (r *reader) isMatrix(it *item) (list string, header bool, ok bool) {
	table := strings.Contains(r.survey.get(it.line, "appearance"), "table-list")
	rows := 0
	for i, inside := range it.of {
		if disabled, _ := yesNo(r.survey.get(inside.line, "disabled")); disabled {
			continue
		}
		appearance := r.survey.get(inside.line, "appearance")
		if inside.asked.kind != "select_one" || inside.asked.other || inside.asked.list == "" || list != "" && inside.asked.list != list {
			return "", false, false
		}
		list = inside.asked.list
		switch {
		case !table && i == 0 && appearance == "label":
			header = true
			continue
		case !table && appearance != "list-nolabel":
			return "", false, false
		}
		rows++
	}
	return list, header, rows > 0
}

func (r *reader) readMatrix(it *item, in within, list string, header bool) {
	p, l := r.survey, it.line
	q := question.Question{Kind: question.Matrix, Key: it.called(), Label: r.wording(p, l, "label", it.called(), question.MaxWording), Help: r.wording(p, l, "hint", it.called(), question.MaxSaid)}
	n := named{}
	if reason := r.offer(&q, &n, list, l.Number); reason != "" {
		r.leaveAll(it, reason)
		return
	}
	if !r.ours {
		if !ordered(q.Options) {
			r.note("Dans Parvis, les réponses d’un tableau vont de la moins bonne à la meilleure\u00a0: veuillez vérifier l’ordre de celles de " + quote(it.called()) + ".")
		}
		r.note("Le groupe " + quote(it.called()) + " devient un tableau d’échelles.")
	}
	q.Key = ""
	q.When = r.when(it, in)
	r.cells(it, "type", "name", "label", "hint", "relevant", "disabled", "appearance", "parvis")
	said := marks(p.get(l, "parvis"))
	rows := r.matrixRows(it, &q, header)
	if len(q.Rows) == 0 {
		r.leave(l.Number, it.called(), "Ce tableau n’a pas de ligne.")
		return
	}
	if _, ok := said["unsure"]; ok && r.ours {
		q.Unsure = true
	}
	if !r.add(it, q, n) {
		for _, row := range rows {
			r.leave(row.item.line.Number, row.item.called(), "Le tableau dont elle est une ligne n’est pas gardé.")
		}
		return
	}
	q = r.out.Form.Questions[len(r.out.Form.Questions)-1]
	for _, row := range rows {
		r.out.Kept = append(r.out.Kept, Kept{Row: row.item.line.Number, Name: row.item.name, Key: q.Key})
		if _, twice := r.kept[row.item.name]; !twice && row.item.name != "" {
			r.kept[row.item.name] = named{question: q, row: row.key, unsure: n.unsure, codes: n.codes}
		}
	}
}

type matrixRow struct {
	item *item
	key  string
}

// matrixRows reads the rows of a matrix. Their keys are their names without that of the group before them.
func (r *reader) matrixRows(it *item, q *question.Question, header bool) (rows []matrixRow) {
	p := r.survey
	prefix := it.name + "_"
	live := it.of
	for _, inside := range live {
		if !strings.HasPrefix(inside.name, prefix) {
			prefix = ""
		}
	}
	taken := map[string]bool{}
	required, optional := false, false
	for i, inside := range live {
		l := inside.line
		if disabled, _ := yesNo(p.get(l, "disabled")); disabled {
			r.leaveAll(inside, "Cette ligne est désactivée dans le fichier.")
			continue
		}
		if header && i == 0 {
			if len(q.Label) == 0 {
				q.Label = r.wording(p, l, "label", inside.called(), question.MaxWording)
			}
			r.leave(l.Number, inside.called(), "Cette ligne ne porte que les en-têtes du tableau\u00a0: Parvis les écrit.")
			continue
		}
		if len(q.Rows) == question.MaxRows {
			r.leave(l.Number, inside.called(), "Un tableau d’échelles a au plus 15 lignes.")
			continue
		}
		said := marks(p.get(l, "parvis"))
		wanted := strings.TrimPrefix(inside.name, prefix)
		if key := said["row"]; question.IsOptionKey(key) {
			wanted = key
		}
		key := apart(keyOf(wanted, "ligne", question.IsOptionKey), taken)
		is, ok := yesNo(p.get(l, "required"))
		if !ok {
			r.lose(l.Number, inside.called(), partReasons["required"])
		}
		required, optional = required || is, optional || !is
		if p.get(l, "relevant") != "" {
			r.lose(l.Number, inside.called(), "Une ligne de tableau n’a pas de condition à elle\u00a0: elle s’affiche avec le tableau.")
		}
		if inside.asked.extra != "" {
			r.lose(l.Number, inside.called(), "Ces mots du type ne sont pas lus\u00a0: "+quote(inside.asked.extra))
		}
		if p.get(l, "hint") != "" {
			r.lose(l.Number, inside.called(), "Une ligne de tableau n’a pas d’aide à elle.")
		}
		read := []string{"type", "name", "label", "hint", "relevant", "disabled", "required", "parvis"}
		if p.get(l, "appearance") == "list-nolabel" {
			read = append(read, "appearance")
		}
		r.cells(inside, read...)
		q.Rows = append(q.Rows, question.Option{Key: key, Label: r.wording(p, l, "label", inside.called(), question.MaxWording)})
		rows = append(rows, matrixRow{inside, key})
	}
	q.Required = required && !optional
	if required && optional {
		r.lose(it.line.Number, it.called(), "Une partie des lignes est obligatoire\u00a0: dans Parvis, un tableau l’est tout entier ou pas du tout. Il ne l’est pas.")
	}
	return rows
}
