package xlsform_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/workbook"
	"parvis/internal/exchange/xlsform"
	"parvis/internal/french"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

// holds tells what is wrong with what was read of a file: a row that is neither kept nor listed, a form that the builder cannot open, or one that does not come back.
func holds(data []byte, read xlsform.Imported) string {
	books, _, err := workbook.ReadSheets(data, []string{"survey"}, workbook.Options{})
	if err != nil || books[0] == nil {
		return "it was read, and cannot be"
	}
	rows := map[int]bool{}
	for _, k := range read.Kept {
		rows[k.Row] = true
	}
	beyond := false
	for _, l := range read.Left {
		rows[l.Row] = true
		beyond = beyond || l.Name == "survey"
		if l.Reason == "" || strings.Contains(l.Reason, "%!") || len([]rune(l.Name)) > 80 {
			return "a reason that is none: " + l.Name
		}
	}
	at := slices.IndexFunc(books[0].Rows[0].Cells, func(c string) bool {
		return slices.Contains([]string{"type", "command"}, strings.ToLower(french.OneLine(french.Visible(c))))
	})
	for _, row := range books[0].Rows[1:] {
		kind := ""
		if at >= 0 && at < len(row.Cells) {
			kind = strings.ToLower(french.Visible(row.Cells[at]))
		}
		if !rows[row.Number] && !beyond && !strings.HasPrefix(kind, "end") && french.Visible(strings.Join(row.Cells, "")) != "" {
			return "a row is neither kept nor listed: " + strings.Join(row.Cells, "|")
		}
	}
	f := read.Form
	for _, p := range f.Check() {
		if !strings.Contains(p.Sentence, "aucune question") && !strings.Contains(p.Sentence, "simplifiée") && !strings.Contains(p.Sentence, "entraînement") {
			return "what was read cannot be published: " + p.Question + " " + p.Sentence
		}
	}
	written, err := xlsform.Write(f)
	if err != nil {
		return err.Error()
	}
	second, err := xlsform.Read(written)
	if err != nil {
		return err.Error()
	}
	if d := differs(f, second.Form); d != "" {
		return d
	}
	return ""
}

func FuzzRead(f *testing.F) {
	for _, r := range shipped.Forms() {
		data, err := xlsform.Write(r.Form)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := xlsform.Read(data)
		if err != nil {
			return
		}
		if p := holds(data, read); p != "" {
			t.Error(p)
		}
	})
}

// bits are what rows of forms are made of, rightly or not.
var bits = map[string][]string{
	"type": {"", "text", "note", "integer", "decimal", "range", "date", "acknowledge", "select_one l", "select_one  m", "select_multiple l or_other", "rank l", "select_one k", "select1 absent", "begin group", "begin_group", "end group", "end_group",
		"begin repeat", "end repeat", "start", "deviceid", "calculate", "geopoint", "image", "bizarre", "select_one l or_other", "select_one", "select_one ${a}", "range start=0 end=10"},
	"name": {"", "a", "b", "c", "d", "e", "g", "A", "a ", "é", "1", "a b", "g_a", "g_b", "meta", "_x"},
	"label::Français (fr)": {"", "Texte", "**gras**", "=1+1", "${a}", "Une question\u00a0?", "#", "*", "<b></b>",
		"\\*"},
	"label":               {"", "Autre texte"},
	"label::English (en)": {"", "Text", "_x_"},
	"hint":                {"", "Aide"},
	"required":            {"", "yes", "no", "${a} = 1", "VRAI"},
	"relevant":            {"", "", "${a} = '1'", "${b} != ''", "selected(${c}, '2')", "${g_a} = '1' or ${g_b} = '2'", "${a} > 1", "((", "not(${e} = 'nsp')", "${a} = '1' and ${b} = '2' or ${c} = '3'"},
	"appearance":          {"", "", "field-list", "table-list", "likert", "label", "list-nolabel", "multiline", "minimal"},
	"constraint":          {"", "", ". >= 1", ". <= 5 and . >= 2", ". > 3", "regex(., 'x')"},
	"parameters":          {"", "", "start=0 end=10 step=1", "start=1 end=5", "x=y", "step=0.5"},
	"disabled":            {"", "", "", "", "yes"},
	"parvis":              {"", "", "", "section", "kind=scale5", "unsure", "key=z", "row=q", "intro", "kind=nps"},
	"default":             {"", "", "3"},
	"remarque":            {"", "", "mot"},
}

var lists = [][3]string{{"l", "1", "Un"}, {"l", "2", "Deux"}, {"l", "3", "Trois"}, {"l", "nsp", "Je ne sais pas"}, {"m", "1", "Un"}, {"m", "2", "Deux"}, {"m", "autre", "Autre"}, {"m", "other", "Other"}, {"k", "seul", "Seul"}, {"k", "nsp", "Je ne sais pas"}, {"m", "", ""}, {"m", "1", "Encore"}}

func TestEveryRowIsKeptOrListed(t *testing.T) {
	t.Parallel()
	var headings []string
	for h := range bits {
		headings = append(headings, h)
	}
	slices.Sort(headings)
	rapid.Check(t, func(t *rapid.T) {
		var out bytes.Buffer
		columns := make([]workbook.Column, len(headings))
		for i, h := range headings {
			columns[i].Heading = h
		}
		w := workbook.NewWriter(&out, "survey", columns)
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			for _, h := range headings {
				w.Text(rapid.SampledFrom(bits[h]).Draw(t, h))
			}
			w.EndRow()
		}
		w.NextSheet("choices", []workbook.Column{{Heading: "list_name"}, {Heading: "name"}, {Heading: "label::Français (fr)"}, {Heading: "image"}})
		for _, c := range rapid.Permutation(lists).Draw(t, "choices")[:rapid.IntRange(0, len(lists)).Draw(t, "of them")] {
			w.Text(c[0])
			w.Text(c[1])
			w.Text(c[2])
			w.EndRow()
		}
		w.NextSheet("settings", []workbook.Column{{Heading: "form_title"}, {Heading: "default_language"}, {Heading: "parvis_layout"}})
		w.Text("Titre")
		w.Text(rapid.SampledFrom([]string{"", "English (en)", "Français (fr)", "Klingon"}).Draw(t, "language"))
		w.Text(rapid.SampledFrom([]string{"", "", "pages", "easy"}).Draw(t, "layout"))
		w.EndRow()
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		read, err := xlsform.Read(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if p := holds(out.Bytes(), read); p != "" {
			t.Fatal(p)
		}
		if p := programsAccept(question.Form(read.Form)); p != "" {
			t.Fatal(p)
		}
	})
}
