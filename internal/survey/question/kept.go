package question

import (
	"slices"
	"strings"
)

// Said is something that was typed, under the key of its question (or OtherText of it).
type Said struct {
	Key  string
	Text string
}

// Kept writes answers as they are stored: everything that can be counted in one line, "note=4&moyens=ami+presse&grille.accueil=3&age=34&pourquoi=-", and what was typed
// apart. Every question of the version stands there, in its order: with nothing after « = » it was shown and not answered, with NotAsked it was not shown. A text that was
// typed is "1" there.
func (f Form) Kept(c Context, a Answers) (choices string, texts []Said) {
	var b strings.Builder
	put := func(key, value string) {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(key)
		b.WriteByte('=')
		b.WriteString(value)
	}
	a = f.Settled(c, a)
	for _, q := range f.Questions {
		if !q.Kind.Asks() || q.Practice {
			continue
		}
		shown, said := q.Shown(c, a), a[q.Key]
		if q.Kind == Matrix {
			for _, row := range q.Rows {
				switch {
				case !shown:
					put(q.Key+"."+row.Key, NotAsked)
				case said.Unsure:
					put(q.Key+"."+row.Key, Unsure)
				default:
					put(q.Key+"."+row.Key, said.Rows[row.Key])
				}
			}
			continue
		}
		switch {
		case !shown:
			put(q.Key, NotAsked)
		case said.Unsure:
			put(q.Key, Unsure)
		case q.Kind == Consent && said.Agreed:
			put(q.Key, "1")
		case q.Kind == Number, q.Kind == Date:
			put(q.Key, said.Text)
		case q.Kind == Text, q.Kind == Long:
			put(q.Key, presence(said.Text))
			if said.Text != "" {
				texts = append(texts, Said{q.Key, said.Text})
			}
		default:
			put(q.Key, strings.Join(said.Chosen, "+"))
			if said.Text != "" && slices.Contains(said.Chosen, OtherKey) {
				texts = append(texts, Said{OtherText(q.Key), said.Text})
			}
		}
	}
	return b.String(), texts
}

func presence(text string) string {
	if text == "" {
		return ""
	}
	return "1"
}

// EachKept goes over a line of kept answers in order, and allocates nothing: the key of a question ("question.row" for a matrix) and its value, which may be several keys
// joined by « + ». It stops where the line is none of ours.
func EachKept(choices string, visit func(key, value string)) {
	for choices != "" {
		pair := choices
		if i := strings.IndexByte(choices, '&'); i >= 0 {
			pair, choices = choices[:i], choices[i+1:]
		} else {
			choices = ""
		}
		i := strings.IndexByte(pair, '=')
		if i < 0 {
			return
		}
		visit(pair[:i], pair[i+1:])
	}
}

// Back reads what was kept under a form, for a page that shows one response: what a later version retired is left out where f is one version, and shown where f is joined.
func (f Form) Back(choices string, texts []Said) Answers {
	a := Answers{}
	EachKept(choices, func(key, value string) {
		if value == "" || value == NotAsked {
			return
		}
		if name, row, ok := strings.Cut(key, "."); ok {
			if q, found := f.Question(name); found && q.Kind == Matrix {
				said := a[name]
				if said.Rows == nil {
					said.Rows = map[string]string{}
				}
				said.Rows[row] = value
				a[name] = said
			}
			return
		}
		q, found := f.Question(key)
		if !found {
			return
		}
		said := a[key]
		switch {
		case value == Unsure:
			said.Unsure = true
		case q.Kind == Consent:
			said.Agreed = true
		case q.Kind == Number, q.Kind == Date:
			said.Text = value
		case q.Kind == Text, q.Kind == Long: // its text comes apart
		default:
			said.Chosen = strings.Split(value, "+")
		}
		a[key] = said
	})
	for _, t := range texts {
		name := strings.TrimSuffix(t.Key, "."+OtherKey)
		said := a[name]
		said.Text = t.Text
		a[name] = said
	}
	return a
}
