package xlsform_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/xlsform"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

// same makes two forms comparable: conditions said in the shortest way, wordings in the languages of the form, and nothing where there is nothing.
func same(f question.Form) question.Form {
	words := func(w question.Wording) question.Wording {
		kept := question.Wording{}
		for _, l := range f.Langs {
			if w[l] != "" {
				kept[l] = w[l]
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	}
	f.Title, f.Intro, f.Thanks = words(f.Title), words(f.Intro), words(f.Thanks)
	f.Questions = slices.Clone(f.Questions)
	for i := range f.Questions {
		q := &f.Questions[i]
		q.Label, q.Help = words(q.Label), words(q.Help)
		for _, list := range []*[]question.Option{&q.Options, &q.Rows} {
			var plain []question.Option
			for _, o := range *list {
				o.Label = words(o.Label)
				plain = append(plain, o)
			}
			*list = plain
		}
		if q.When != nil {
			c := *q.When
			kept := slices.DeleteFunc(slices.Clone(c.Of), func(c question.Clause) bool { return slices.Contains(question.Contexts, c.On) })
			if c.Any && len(kept) < len(c.Of) { // what would do without what cannot be said
				kept = nil
			}
			c.Of = kept
			c = xlsform.Simpler(c)
			for j := range c.Of {
				if c.Of[j].Op == question.Answered {
					c.Of[j].Values = nil
				}
			}
			q.When = &c
			if len(c.Of) == 0 {
				q.When = nil
			}
		}
	}
	return f
}

func again(t interface{ Fatal(...any) }, f question.Form) xlsform.Imported {
	data, err := xlsform.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	read, err := xlsform.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func differs(a, b question.Form) string {
	a, b = same(a), same(b)
	if reflect.DeepEqual(a, b) {
		return ""
	}
	if len(a.Questions) == len(b.Questions) {
		for i := range a.Questions {
			if !reflect.DeepEqual(a.Questions[i], b.Questions[i]) {
				return fmt.Sprintf("question %d:\n%#v\n%#v\nwhen %#v\n%#v", i, a.Questions[i], b.Questions[i], a.Questions[i].When, b.Questions[i].When)
			}
		}
	}
	return fmt.Sprintf("%#v\n%#v", a, b)
}

func TestTheFormsOfParvisComeBack(t *testing.T) {
	t.Parallel()
	for _, r := range shipped.Forms() {
		read := again(t, r.Form)
		if d := differs(r.Form, read.Form); d != "" {
			t.Errorf("%s: %s", r.Key, d)
		}
		if len(read.Left) > 0 || len(read.Notes) > 0 {
			t.Errorf("%s: %v %v", r.Key, read.Left, read.Notes)
		}
	}
}

func TestWhatWasKeptComesBack(t *testing.T) {
	t.Parallel()
	first := mustRead(t, load(t, "satisfaction.xlsx"))
	second := again(t, first.Form)
	if d := differs(first.Form, second.Form); d != "" {
		t.Error(d)
	}
	if len(second.Left) > 0 {
		t.Errorf("what Parvis wrote is not all kept: %v", second.Left)
	}
}

var (
	letters = rapid.StringOfN(rapid.SampledFrom([]rune("abé ’?*_#[]()<>\\=+-@${}'\"&\nالع1.:;\u00a0!")), 0, 30, -1)
	anyKey  = rapid.StringMatching(`[a-eA-E][a-eA-E0-9_-]{0,5}`)
	code    = rapid.OneOf(rapid.StringMatching(`[a-e0-9][a-eA-E0-9_-]{0,4}`), rapid.SampledFrom([]string{"nsp", "other", "1", "2", "3", "autre", "yes"}))
)

// tidy is a text as a room keeps it: seen, trimmed, never empty.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.Trim(lines[i], " \u00a0")
	}
	s = strings.Trim(strings.Join(lines, "\n"), " \n\u00a0")
	if s == "" || strings.Trim(s, "’\u00a0 \n") == "" {
		return "x"
	}
	return s
}

func drawWording(t *rapid.T, langs []question.Lang, name string) question.Wording {
	w := question.Wording{}
	for i, l := range langs {
		if i == 0 || rapid.Bool().Draw(t, name+" translated") {
			w[l] = tidy(letters.Draw(t, name))
		}
	}
	return w
}

func drawOptions(t *rapid.T, langs []question.Lang, least, most int, other bool) []question.Option {
	n := rapid.IntRange(least, most).Draw(t, "options")
	var list []question.Option
	for _, key := range rapid.SliceOfNDistinct(code, n, n, rapid.ID[string]).Draw(t, "codes") {
		if other && key == question.OtherKey {
			key = "zz"
		}
		o := question.Option{Key: key, Label: drawWording(t, langs, "option")}
		if rapid.IntRange(0, 4).Draw(t, "drawn") == 0 {
			o.Picture = "soleil"
		}
		list = append(list, o)
	}
	return list
}

// drawForm draws a form that can be published.
func drawForm(t *rapid.T) question.Form {
	langs := []question.Lang{"fr"}
	if rapid.Bool().Draw(t, "english") {
		langs = append(langs, "en")
	}
	f := question.Form{Format: question.Format, Langs: langs, Layout: rapid.SampledFrom([]question.Layout{question.Paged, question.OneByOne}).Draw(t, "layout")}
	f.Title = question.Wording{}
	for i, l := range langs {
		if text := strings.Join(strings.Fields(tidy(letters.Draw(t, "title"))), " "); i == 0 || rapid.Bool().Draw(t, "title translated") {
			f.Title[l] = text
		}
	}
	if rapid.Bool().Draw(t, "intro") {
		f.Intro = drawWording(t, langs, "intro")
	}
	if rapid.Bool().Draw(t, "thanks") {
		f.Thanks = drawWording(t, langs, "thanks")
	}
	for _, key := range rapid.SliceOfNDistinct(anyKey, 1, 8, rapid.ID[string]).Draw(t, "keys") {
		f.Questions = append(f.Questions, drawQuestion(t, f, key))
	}
	f.Questions = append(f.Questions, question.Question{Key: "zzz", Kind: question.Text, Label: drawWording(t, langs, "last")})
	// A language is one of the form when something is said in it.
	if len(langs) > 1 {
		f.Questions[len(f.Questions)-1].Label["en"] = "last"
	}
	return f
}

func drawQuestion(t *rapid.T, f question.Form, key string) question.Question {
	q := question.Question{Key: key, Kind: rapid.SampledFrom(question.Kinds).Draw(t, "kind"), Label: drawWording(t, f.Langs, "label")}
	if rapid.Bool().Draw(t, "help") {
		q.Help = drawWording(t, f.Langs, "help")
	}
	if q.Kind.Asks() {
		q.Required = rapid.Bool().Draw(t, "required")
		q.Unsure = rapid.Bool().Draw(t, "unsure")
		q.Bank = rapid.Bool().Draw(t, "bank")
		q.Practice = rapid.IntRange(0, 9).Draw(t, "practice") == 0
	}
	switch q.Kind {
	case question.Single, question.Multiple:
		q.Other = rapid.Bool().Draw(t, "other")
		q.Options = drawOptions(t, f.Langs, 2, 5, q.Other)
	case question.Ranking:
		q.Options = drawOptions(t, f.Langs, 2, 5, false)
	case question.Scale5:
		q.Options = drawOptions(t, f.Langs, 5, 5, false)
	case question.Scale3:
		q.Options = drawOptions(t, f.Langs, 3, 3, false)
	case question.Matrix:
		q.Options = drawOptions(t, f.Langs, 2, 4, false)
		q.Rows = drawOptions(t, f.Langs, 1, 3, false)
		for i := range q.Rows {
			q.Rows[i].Picture = ""
		}
	case question.Number:
		q.Decimals = rapid.Bool().Draw(t, "decimals")
		if rapid.Bool().Draw(t, "least") {
			q.Least = new(float64(rapid.IntRange(-50, 50).Draw(t, "least")) / 4)
		}
		if rapid.Bool().Draw(t, "most") {
			q.Most = new(float64(rapid.IntRange(60, 90).Draw(t, "most")) / 4)
		}
	}
	if rapid.Bool().Draw(t, "when") {
		q.When = drawCondition(t, f)
	}
	return q
}

func drawCondition(t *rapid.T, f question.Form) *question.Condition {
	asked := slices.DeleteFunc(slices.Clone(f.Questions), func(q question.Question) bool { return !q.Kind.Asks() })
	if len(asked) == 0 {
		return nil
	}
	c := &question.Condition{Any: rapid.Bool().Draw(t, "any")}
	for range rapid.IntRange(1, 4).Draw(t, "clauses") {
		on := rapid.SampledFrom(asked).Draw(t, "on")
		clause := question.Clause{On: on.Key, Op: rapid.SampledFrom(question.Ops).Draw(t, "op")}
		var offered []string
		for _, o := range on.Choices() {
			if on.Kind != question.Matrix {
				offered = append(offered, o.Key)
			}
			for _, row := range on.Rows {
				offered = append(offered, row.Key+"="+o.Key)
			}
		}
		switch {
		case on.Kind == question.Consent:
			offered = []string{"1"}
		case !on.Kind.Closed():
			offered = []string{"1", "l’été", "12.5", "d'abord"}
		}
		if on.Other {
			offered = append(offered, question.OtherKey)
		}
		if on.Unsure && on.Kind != question.Matrix && on.Kind != question.Consent {
			offered = append(offered, question.Unsure)
		}
		if clause.Op != question.Answered {
			clause.Values = rapid.SliceOfNDistinct(rapid.SampledFrom(offered), 1, min(3, len(offered)), rapid.ID[string]).Draw(t, "values")
		}
		c.Of = append(c.Of, clause)
	}
	if rapid.IntRange(0, 4).Draw(t, "context") == 0 {
		c.Of = append(c.Of, question.Clause{On: question.OfProject, Op: question.Is, Values: []string{"3"}})
	}
	return c
}

func TestEveryFormComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawForm(t)
		read := again(t, f)
		if d := differs(f, read.Form); d != "" {
			t.Fatal(d)
		}
		if len(read.Left) > 0 {
			t.Fatalf("listed as not kept: %v", read.Left)
		}
		if p := programsAccept(f); p != "" {
			t.Fatal(p)
		}
	})
}

func TestTextsComeBackFromTheirMarks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := tidy(letters.Draw(t, "text"))
		plain, _ := xlsform.PlainText(xlsform.Marked(text))
		if got := strings.ReplaceAll(plain, "\u200b", ""); got != text {
			t.Fatalf("%q was written %q and read %q", text, xlsform.Marked(text), got)
		}
	})
}
