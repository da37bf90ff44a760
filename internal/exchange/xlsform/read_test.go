package xlsform_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/xlsform"
	"parvis/internal/survey/question"
)

func load(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustRead(t *testing.T, data []byte) xlsform.Imported {
	t.Helper()
	read, err := xlsform.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func ask(t *testing.T, f question.Form, key string) question.Question {
	t.Helper()
	q, ok := f.Question(key)
	if !ok {
		t.Fatalf("%s is not asked", key)
	}
	return q
}

func keys(options []question.Option) string {
	var list []string
	for _, o := range options {
		list = append(list, o.Key)
	}
	return strings.Join(list, " ")
}

func left(read xlsform.Imported, name string) (xlsform.Left, bool) {
	i := slices.IndexFunc(read.Left, func(l xlsform.Left) bool { return l.Name == name })
	if i < 0 {
		return xlsform.Left{}, false
	}
	return read.Left[i], true
}

func noted(read xlsform.Imported, part string) bool {
	return slices.ContainsFunc(read.Notes, func(n string) bool { return strings.Contains(n, part) })
}

// A form as people keep them: aliases, spaces, formatted blanks, a hidden sheet, and much that Parvis has no equal of.
func TestARealFormIsKeptNotedOrListed(t *testing.T) {
	t.Parallel()
	read := mustRead(t, load(t, "satisfaction.xlsx"))
	f := read.Form
	if problems := f.Check(); len(problems) > 0 {
		t.Errorf("it cannot be published: %v", problems)
	}
	var kinds []string
	for _, q := range f.Questions {
		kinds = append(kinds, q.Key+":"+string(q.Kind))
	}
	want := "bienvenue:info accueil:section deja:single note:scale5 visage:single nps:nps moyens:multiple rang:ranking grille:matrix age:number depense:number pourquoi:long presse:text jour:date accord:consent quartier:single"
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("kept:\n%s\nwanted:\n%s", got, want)
	}
	if len(f.Langs) != 2 || f.Langs[0] != "fr" || f.Langs[1] != "en" {
		t.Errorf("languages: %v", f.Langs)
	}
	if q := ask(t, f, "bienvenue"); q.Label["fr"] != "Merci d’être venu aujourd’hui." {
		t.Errorf("a text with marks: %q", q.Label["fr"])
	}
	if q := ask(t, f, "note"); !q.Required || !q.Unsure || keys(q.Options) != "1 2 3 4 5" {
		t.Errorf("the scale: %+v", q)
	}
	if q := ask(t, f, "moyens"); !q.Other || keys(q.Options) != "presse ami reseaux" {
		t.Errorf("the choice with « Autre »: %+v", q)
	}
	if q := ask(t, f, "grille"); keys(q.Rows) != "accueil signal" || keys(q.Options) != "1 2 3" {
		t.Errorf("the table: %+v", q)
	}
	if q := ask(t, f, "age"); q.Least == nil || q.Most == nil || *q.Least != 0 || *q.Most != 120 || q.Decimals || q.Help["fr"] != "En années" {
		t.Errorf("the age: %+v", q)
	}
	if !ask(t, f, "depense").Decimals {
		t.Error("a decimal number became a whole one")
	}
	if c := ask(t, f, "pourquoi").When; c == nil || len(c.Of) != 1 || c.Of[0].On != "note" || strings.Join(c.Of[0].Values, " ") != "1 2" {
		t.Errorf("shown when: %+v", c)
	}
	if c := ask(t, f, "presse").When; c == nil || c.Of[0].On != "moyens" || c.Of[0].Op != question.Is || c.Of[0].Values[0] != "presse" {
		t.Errorf("shown when: %+v", c)
	}
	for _, name := range []string{"start", "end", "deviceid", "username", "total", "lieu", "enfants", "prenom", "photo", "commune", "ancienne"} {
		if l, ok := left(read, name); !ok || l.Part || !strings.HasSuffix(l.Reason, ".") {
			t.Errorf("%s is not listed as left out: %+v", name, l)
		}
	}
	for _, name := range []string{"start", "end", "deviceid", "username"} {
		if l, _ := left(read, name); !strings.Contains(l.Reason, "anonyme") {
			t.Errorf("%s: %s", name, l.Reason)
		}
	}
	for _, name := range []string{"quartier", "note", "content.png", "moyen.png", "triste.png", "style", "ville"} {
		if _, ok := left(read, name); !ok {
			t.Errorf("what %s loses is not listed", name)
		}
	}
	for _, part := range []string{"« reseaux », « pn » et « pc »", "code « ami »", "« accueil » devient une partie", "« brouillon »", "« bienvenue »"} {
		if !noted(read, strings.NewReplacer("« ", "«\u00a0", " »", "\u00a0»").Replace(part)) {
			t.Errorf("%s is not noted in %q", part, read.Notes)
		}
	}
}
