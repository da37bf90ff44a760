package partnerpick

import (
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/ui"
)

func asked(name string, found partner.Found[partner.Organisation]) string {
	switch {
	case found.Count == 0:
		return "Aucune structure ne s’appelle " + written.Quoted(name) + "\u00a0: vérifiez le nom, ou ajoutez-la d’abord à l’annuaire."
	case found.Near:
		return "Aucune structure ne s’appelle " + written.Quoted(name) + "\u00a0: cochez celle que vous voulez dire parmi celles qui lui ressemblent."
	}
	return "Plusieurs structures répondent à " + written.Quoted(name) + "\u00a0: cochez celle que vous voulez dire."
}

// legend says what the candidates of a line are.
func (q question) legend() string {
	if q.Near {
		return "Qui ressemblent à " + french.Quote(q.Typed)
	}
	return "Qui répondent à " + french.Quote(q.Typed)
}

// candidate tells an organisation from others of its name.
func candidate(o partner.Organisation) string {
	parts := []string{o.Name, o.Kind.Label()}
	if place := o.Place(); place != "" {
		parts = append(parts, place)
	}
	return strings.Join(parts, ", ")
}

// label is the label of a candidate: with its number where another candidate has the same.
func (c Choice) label(o partner.Organisation) string {
	text, rank, same := candidate(o), 1, 0
	for _, q := range c.questions {
		for _, other := range q.Candidates {
			if candidate(other) == text {
				if same++; other.ID == o.ID {
					rank = same
				}
			}
		}
	}
	if same > 1 {
		return text + " (" + french.Number(rank) + ")"
	}
	return text
}

// chosenName names what is chosen: with its number where another one has the same name.
func (c Choice) chosenName(r partner.Ref) string {
	name := r.Name
	if name == "" {
		name = "Structure qui n’est plus dans l’annuaire"
	}
	rank, same := 1, 0
	for _, other := range c.Refs {
		if other.Name != r.Name {
			continue
		}
		if same++; other.ID == r.ID {
			rank = same
		}
	}
	if same > 1 {
		return name + " (" + french.Number(rank) + ")"
	}
	return name
}

// legend stands over what is chosen, however many they are.
func (c Choice) legend(field ui.Field) string { return "Déjà dans " + french.Quote(field.Label) }

func boxID(field string, id int64) string { return field + "-" + strconv.FormatInt(id, 10) }

// asking is the text of a field: the lines that wait for an answer stay in it.
func asking(f *form.Form, field ui.Field, c Choice) ui.Field {
	if field.Rows == 0 {
		field.Rows = 2
	}
	if field.Hint == "" && c.one {
		field.Hint = "Son nom, ou le début. Si plusieurs y répondent, vous choisirez."
	} else if field.Hint == "" {
		field.Hint = "Une par ligne\u00a0: le nom, ou son début. Si plusieurs y répondent, vous choisirez."
	}
	if len(c.Refs) > 0 {
		field.Required, field.When = false, ""
		if c.one {
			field.Label = "Autre " + strings.ToLower(field.Label)
		} else {
			field.Label += " à ajouter"
		}
	}
	if c.one {
		field.Max = mostLetters
	}
	field = f.Field(field)
	field.Value = strings.Join(c.left, "\n")
	return field
}
