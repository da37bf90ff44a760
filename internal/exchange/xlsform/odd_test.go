package xlsform_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/exchange/workbook"
	"parvis/internal/exchange/xlsform"
	"parvis/internal/survey/question"
)

// file makes a workbook of sheets, "name: type | name | label" and rows below, cells between strokes. A number is a number.
func file(t *testing.T, sheets ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	var w *workbook.Writer
	for i, text := range sheets {
		name, text, _ := strings.Cut(text, ": ")
		rows := strings.Split(text, "\n")
		var columns []workbook.Column
		for _, heading := range strings.Split(rows[0], "|") {
			columns = append(columns, workbook.Column{Heading: strings.TrimSpace(heading)})
		}
		if i == 0 {
			w = workbook.NewWriter(&out, name, columns)
		} else {
			w.NextSheet(name, columns)
		}
		for _, row := range rows[1:] {
			for _, cell := range strings.Split(row, "|") {
				plain := strings.TrimSuffix(strings.TrimPrefix(cell, " "), " ")
				if x, err := strconv.ParseFloat(plain, 64); err == nil {
					w.Number(x)
				} else {
					w.Text(plain)
				}
			}
			w.EndRow()
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const choices = `choices: list_name | name | label::Français (fr)
on | oui | Oui
on | non | Non
notes | 1 | Mal
notes | 2 | Moyen
notes | 3 | Bien
notes | dk | Sans réponse`

func shape(f question.Form) string {
	var list []string
	for _, q := range f.Questions {
		s := q.Key + ":" + string(q.Kind)
		if q.Other {
			s += "+autre"
		}
		if q.Unsure {
			s += "+nsp"
		}
		if q.Required {
			s += "!"
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}

func TestTypesAreReadUnderAllTheirNames(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{
		"select_one on": "q:single", "select1 on": "q:single", "select one from on": "q:single", "Select_One  on": "q:single", "select one on": "q:single", "add select one prompt using on": "q:single",
		"select_one\u00a0on": "q:single", "select_one on or_other": "q:single+autre", "select_one on  or_other": "q:single+autre", "select_one on or specify other": "q:single+autre",
		"select_multiple on": "q:multiple", "select all that apply from on": "q:multiple", "select_multiple  on   or_other": "q:multiple+autre", "select multiple on": "q:multiple",
		"rank on": "q:ranking", "select_one notes": "q:scale3+nsp", "integer": "q:number", "int": "q:number", "decimal": "q:number", "text": "q:text", "string": "q:text", "date": "q:date",
		"acknowledge": "q:consent", "trigger": "q:consent", "note": "q:info", "range": "q:number", "Integer": "q:number",
	} {
		read := mustRead(t, file(t, "survey: type | name | label\n"+kind+" | q | Question", choices))
		if got := shape(read.Form); got != want {
			t.Errorf("%q is read as %q, not %q (%v)", kind, got, want, read.Left)
		}
	}
}

func TestWhatHasNoEqualIsListed(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"start", "end", "today", "deviceid", "username", "phonenumber", "email", "subscriberid", "simserial", "audit", "start-geopoint", "geopoint", "gps", "geotrace", "geoshape",
		"image", "photo", "audio", "video", "file", "barcode", "time", "dateTime", "calculate", "hidden", "select_one_from_file a.csv", "select_multiple_from_file a.csv", "select_one_external a",
		"select_one ${autre}", "select_one rien", "select_one", "xml-external", "n’importe quoi", "end group", "end_repeat"} {
		read := mustRead(t, file(t, "survey: type | name | label\n"+kind+" | q | Question\ntext | t | Texte", choices))
		l, ok := left(read, "q")
		if !ok || l.Part || l.Row != 2 || !strings.HasSuffix(l.Reason, ".") {
			t.Errorf("%q: %+v", kind, l)
		}
		if got := shape(read.Form); got != "t:text" {
			t.Errorf("%q: kept %q", kind, got)
		}
	}
}

func TestColumnsAreReadUnderAllTheirNames(t *testing.T) {
	t.Parallel()
	for _, headings := range []string{"type | name | label::Français (fr) | required | relevant", "Type | Name | caption::French (fr) | Required | relevance", "command | value | label :: Français | required | bind::relevant",
		"TYPE | tag | label:fr | bind::required | Relevant", "type | name | label | required | relevant"} {
		read := mustRead(t, file(t, "survey: "+headings+"\nselect_one on | a | Une | yes |\ntext | b | Deux | TRUE() | ${a}='oui'", choices))
		if got := shape(read.Form); got != "a:single! b:text!" {
			t.Errorf("%s: %s, %v", headings, got, read.Left)
		}
		if q := ask(t, read.Form, "b"); q.When == nil || q.Label["fr"] != "Deux" {
			t.Errorf("%s: %+v", headings, q)
		}
	}
}

func TestRequiredIsReadInAllItsSpellings(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]bool{"yes": true, "Yes": true, "TRUE": true, "true()": true, "true( )": true, "oui": true, "no": false, "false()": false, "${a} = 'x'": false} {
		read := mustRead(t, file(t, "survey: type | name | label | required\ntext | q | Question | "+word))
		if got := ask(t, read.Form, "q").Required; got != want {
			t.Errorf("%q: %v", word, got)
		}
		if _, ok := left(read, "q"); ok != strings.HasPrefix(word, "$") {
			t.Errorf("%q: listed: %v", word, read.Left)
		}
	}
}

func when(c *question.Condition) string {
	if c == nil {
		return ""
	}
	var list []string
	for _, cl := range c.Of {
		list = append(list, strings.TrimSpace(cl.On+" "+string(cl.Op)+" "+strings.Join(cl.Values, ",")))
	}
	if c.Any {
		return strings.Join(list, " OU ")
	}
	return strings.Join(list, " ET ")
}

func TestConditionsAreSaidAsParvisDoes(t *testing.T) {
	t.Parallel()
	const survey = "survey: type | name | label | relevant | parameters\nselect_one on | a | A | |\nselect_multiple on or_other | m | M | |\nselect_one notes | n | N | |\nrange | r | R | | start=0 end=10\ninteger | i | I | |\ntext | x | X | |\nacknowledge | k | K | |\ngeopoint | g | G | |\ntext | q | Q | "
	for expression, want := range map[string]string{
		"${a} = 'oui'": "a is oui", "${a}='oui'": "a is oui", `${a} = "oui"`: "a is oui", "${a} = ‘oui’": "a is oui", "'oui' = ${a}": "a is oui", "(${a} = 'oui')": "a is oui", "${ a } = 'oui'": "a is oui",
		"${a} = 'oui' or ${a} = 'non'": "a is oui,non", "${a} != 'oui'": "a not oui", "not(${a} = 'oui')": "a not oui", "not (selected(${m}, 'oui'))": "m not oui", "${a} != ''": "a answered",
		"selected(${m}, 'oui')": "m is oui", "selected(${m},'oui') and selected(${m},'non')": "m is oui ET m is non", "not(selected(${m}, 'oui') or selected(${m}, 'non'))": "m not oui,non",
		"selected(${m}, 'other')": "m is autre", "string-length(${x}) > 0": "x answered", "count-selected(${m}) >= 1": "m answered", "${n} = 1": "n is 1", "${n} = '1' or ${n} = 2": "n is 1,2", "${n} <= 2": "n is 1,2",
		"${n} = 'dk'": "n is ~", "${r} >= 9": "r is 9,10", "${r} < 7": "r is 0,1,2,3,4,5,6", "6 >= ${r}": "r is 0,1,2,3,4,5,6", "${i} = 18": "i is 18", "${k} = 'OK'": "k is 1",
		"${a} = 'oui' and ${n} = '1'": "a is oui ET n is 1", "${a} = 'oui' or ${n} = '1'": "a is oui OU n is 1", "${a} = 'oui' and (${n} = '1' or ${n} = '2')": "a is oui ET n is 1,2",
		"${a} = 'oui' and ${a} = 'oui'": "a is oui ET a is oui", "not(${n} <= 2)": "n not 1,2", "not(not(${a} = 'oui'))": "a is oui",
		// What Parvis cannot say is listed, and the question is shown.
		"${i} > 18": "", "${a} = ''": "", "${a} = 'peut'": "", "${g} != ''": "", "${q} = '1'": "", "${absent} = '1'": "", "${a} = ${n}": "", "${a} = 'oui' or (${n} = '1' and ${i} = 2)": "", "true()": "",
		"count-selected(${m}) > 1": "", "${a} = 'oui": "", "${a": "", "and": "", "regex(${x}, 'a')": "", "position(..) = 1": "", "${a} = 'oui' ${n} = 1": "", "selected(${m} 'oui')": "", ")": "", "'a' = 'a'": "", ". = 'oui'": "",
		strings.Repeat("(", 100) + "${a} = 'oui'": "", strings.Repeat("not(", 30) + "${a} = 'oui'" + strings.Repeat(")", 30): "", strings.Repeat("${a} != '' and ", 3000) + "${a} != ''": "",
	} {
		if len(expression) > 32_000 {
			continue
		}
		read := mustRead(t, file(t, survey+expression+" |", choices))
		if got := when(ask(t, read.Form, "q").When); got != want {
			t.Errorf("%s: %q, not %q", expression, got, want)
		}
		if l, ok := left(read, "q"); ok != (want == "") || ok && !l.Part {
			t.Errorf("%s: %v", expression, read.Left)
		}
	}
}

func TestBoundsOfNumbersAreKept(t *testing.T) {
	t.Parallel()
	text := func(x *float64) string {
		if x == nil {
			return "."
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	for constraint, want := range map[string]string{
		". >= 1 and . <= 120": "1 120", ".>=0 and .<=120": "0 120", ". > 0 and . < 10": "1 9", ". >= 0": "0 .", ". <= 5": ". 5", "0 <= . and . <= 10": "0 10", "(. >= -5) and (. <= 5)": "-5 5", ". >= 1 and . >= 3 and . <= 9": "3 9",
		". >= 5 and . <= 1": "", ". != 3": "", ". >= ${a}": "", "regex(., '[0-9]')": "", ". > 1 or . < 0": "", ".": "", "${a} >= 1": "",
	} {
		read := mustRead(t, file(t, "survey: type | name | label | constraint | constraint_message\ninteger | q | Question | "+constraint+" | Non"))
		q := ask(t, read.Form, "q")
		got := text(q.Least) + " " + text(q.Most)
		if want == "" {
			if _, ok := left(read, "q"); !ok || got != ". ." {
				t.Errorf("%s: %s, %v", constraint, got, read.Left)
			}
			continue
		}
		if got != want || !noted(read, "Le message") {
			t.Errorf("%s: %s, not %s", constraint, got, want)
		}
	}
	read := mustRead(t, file(t, "survey: type | name | label | constraint | parameters\ndecimal | d | D | . > 0.5 |\nrange | r | R | | start=1 end=5 step=0.5\nrange | n | N | | start=0;end=10;step=1"))
	if q := ask(t, read.Form, "r"); *q.Least != 1 || *q.Most != 5 || !q.Decimals {
		t.Errorf("a range: %+v", q)
	}
	if q := ask(t, read.Form, "n"); q.Kind != question.NPS {
		t.Errorf("0 to 10: %+v", q)
	}
	if _, ok := left(read, "d"); !ok {
		t.Error("more than a half is not kept, and not listed")
	}
}

func TestLanguagesAreToldApart(t *testing.T) {
	t.Parallel()
	read := mustRead(t, file(t, "survey: type | name | label::English (en) | label::Français (fr) | label::Wolof (wo) | label::Arabic\ntext | a | One | Un | Benn | واحد\ntext | b | | Deux | |\ntext | c | Three | | |", "settings: default_language\nFrançais (fr)"))
	if got := read.Form.Langs; !slices.Equal(got, []question.Lang{"fr", "en", "ar"}) {
		t.Errorf("languages: %v", got)
	}
	if _, ok := left(read, "label::Wolof (wo)"); !ok {
		t.Error("a language that Parvis has not is not listed")
	}
	if !noted(read, "En anglais, il manque") || !noted(read, "Sans texte français") || ask(t, read.Form, "c").Label["fr"] != "Three" {
		t.Errorf("what is to translate is not said: %v", read.Notes)
	}
	// One that is written in another language only, and one whose language is not there.
	read = mustRead(t, file(t, "survey: type | name | label\ntext | a | One", "settings: default_language | form_title\nEnglish (en) | A form"))
	if q := ask(t, read.Form, "a"); q.Label["en"] != "One" || q.Label["fr"] != "One" || read.Form.Title["fr"] != "A form" || !noted(read, "n’est pas écrit en français") {
		t.Errorf("English alone: %+v %v %v", q, read.Form.Title, read.Notes)
	}
	read = mustRead(t, file(t, "survey: type | name | label\ntext | a | Un", "settings: default_language\nKlingon"))
	if _, ok := left(read, "Klingon"); !ok || ask(t, read.Form, "a").Label["fr"] != "Un" {
		t.Errorf("%v", read.Left)
	}
	read = mustRead(t, file(t, "survey: type | name | label | label::Français (fr) | label::Français (fr)\ntext | a | Un | Une | Uns"))
	if ask(t, read.Form, "a").Label["fr"] != "Une" || len(read.Left) != 2 {
		t.Errorf("a label three times: %v", read.Left)
	}
}

func TestKeysThatAreNotOursAreMadeOurs(t *testing.T) {
	t.Parallel()
	read := mustRead(t, file(t, `survey: type | name | label | relevant
text | Prénom de l’école | A |
text | 2e | B |
text | a.b | C | ${2e} != ''
text | double | D |
text | double | E |
text | | Sans nom |
text | `+strings.Repeat("long", 20)+` | F |
select_one l | s | S |
text | z | Z | ${s} = 'très bien'`, "choices: list_name | name | label\nl | très bien | Très bien\nl | tres bien | Autre\nl | 1.5 | Un et demi\nl |  ami | Ami\nl | ami | Encore\n | x | X\nl | | Sans code"))
	var got []string
	for _, q := range read.Form.Questions {
		got = append(got, q.Key)
		if !question.IsQuestionKey(q.Key) {
			t.Errorf("%q is no key", q.Key)
		}
	}
	if want := "prenom_de_l_ecole q_2e a_b double double_2 sans_nom " + strings.Repeat("long", 10) + " s z"; strings.Join(got, " ") != want {
		t.Errorf("%v, not %s", got, want)
	}
	if q := ask(t, read.Form, "s"); keys(q.Options) != "tres_bien tres_bien_2 1_5 ami sans_code" {
		t.Errorf("codes: %s", keys(q.Options))
	}
	if when(ask(t, read.Form, "a_b").When) != "q_2e answered" || when(ask(t, read.Form, "z").When) != "s is tres_bien" {
		t.Errorf("conditions on keys that changed: %v", read.Left)
	}
	if len(read.Left) != 2 || len(read.Notes) < 9 {
		t.Errorf("%v\n%v", read.Left, read.Notes)
	}
	if p := read.Form.Check(); len(p) > 0 {
		t.Error(p)
	}
}

func TestGroupsBecomePartsAndTables(t *testing.T) {
	t.Parallel()
	read := mustRead(t, file(t, `survey: type | name | label | relevant | appearance | disabled
select_one on | a | A | | |
begin group | g | Partie | ${a} = 'oui' | field-list |
text | b | B | | |
begin_group | h | Dedans | | |
text | c | C | ${b} != '' | |
end_group | | | | |
end group | | | | |
begin_group | sans | | | |
text | d | D | | |
end group | | | | |
begin_group | t | Table | | field-list |
select_one notes | t0 | Titre | | label |
select_one notes | t1 | Une | | list-nolabel |
select_one notes | t2 | Deux | | list-nolabel |
end_group | | | | |
text | e | E | ${t1} = '2' or ${t2} = '3' | |
begin_group | u | Autre table | | table-list |
select_one notes | u1 | Une | | |
select_one on | u2 | Deux | | |
end_group | | | | |
begin group | off | Éteint | | | yes
text | f | F | | |
end group | | | | |
begin_repeat | rep | Enfants | | |
begin group | dans | Dans | | |
text | i | I | | |
end group | | | | |
end_repeat | | | | |
begin group | ouvert | Ouvert | | |
text | k | K | | |`, choices))
	want := "a:single g:section b:text h:section c:text d:text t:matrix+nsp e:text u:section u1:scale3+nsp u2:single ouvert:section k:text"
	if got := shape(read.Form); got != want {
		t.Errorf("%s\n%s", got, want)
	}
	for key, want := range map[string]string{"g": "a is oui", "b": "a is oui", "h": "a is oui", "c": "a is oui ET b answered", "d": "", "e": "t is t1=2,t2=3"} {
		if got := when(ask(t, read.Form, key).When); got != want {
			t.Errorf("%s is shown when %q, not %q", key, got, want)
		}
	}
	for _, name := range []string{"sans", "h", "t0", "u", "off", "f", "rep", "dans", "i"} {
		if _, ok := left(read, name); !ok {
			t.Errorf("%s is not listed", name)
		}
	}
	if !noted(read, "n’a pas de fin") || !noted(read, "La fin des groupes") {
		t.Errorf("%v", read.Notes)
	}
	if p := read.Form.Check(); len(p) > 0 {
		t.Error(p)
	}
}

func TestScalesAreTakenOnlyWhereTheirDirectionIsKnown(t *testing.T) {
	t.Parallel()
	read := mustRead(t, file(t, "survey: type | name | label | appearance\nselect_one up | up | A |\nselect_one down | down | B | likert\nselect_one words | words | C | likert\nselect_one two | two | D |\nselect_one three | three | E |",
		"choices: list_name | name | label\nup | 1 | a\nup | 2 | b\nup | 3 | c\nup | 4 | d\nup | 5 | e\ndown | 5 | e\ndown | 4 | d\ndown | 3 | c\ndown | 2 | b\ndown | 1 | a\nwords | mal | mal\nwords | moyen | moyen\nwords | bien | bien\ntwo | 1 | a\ntwo | nsp | Je ne sais pas\nthree | 0 | a\nthree | 1 | b\nthree | 2 | c\nthree | 9 | Je ne sais pas"))
	if got := shape(read.Form); got != "up:scale5 down:single words:single two:single three:scale3+nsp" {
		t.Error(got)
	}
	for _, name := range []string{"down", "words"} {
		if _, ok := left(read, name); !ok {
			t.Errorf("what %s loses is not listed", name)
		}
	}
}

func TestMarksAreTakenOutOfTexts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"**gras** et *penché*": "gras et penché", "# Titre\ntexte": "Titre\ntexte", "[le site](https://exemple.fr)": "le site (https://exemple.fr)", "<b>gras</b><br/>suite": "gras\nsuite",
		`<span style="color:red">rouge</span>`: "rouge", "_souligné_ et nom_de_variable": "souligné et nom_de_variable", `5 \* 3`: "5 * 3", "2 * 3 * 4": "2 * 3 * 4", "a < b > c": "a < b > c", "prix # 1": "prix # 1",
	} {
		if got, _ := xlsform.PlainText(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func TestWhatIsNoFormIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	whole := load(t, "satisfaction.xlsx")
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("type,name,label"), "a PDF": []byte("%PDF-1.4"), "half": whole[:len(whole)/2], "too big": make([]byte, xlsform.MostBytes+1),
		"no survey": file(t, "Feuil1: a | b\n1 | 2"), "no type": file(t, "survey: name | label\na | b"), "empty": file(t, "survey: x\n"),
	} {
		_, err := xlsform.Read(data)
		if err == nil || !strings.HasSuffix(err.Error(), ".") && !strings.Contains(err.Error(), "\u00a0") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTooMuchIsListed(t *testing.T) {
	t.Parallel()
	var survey, list strings.Builder
	survey.WriteString("survey: type | name | label")
	for i := range question.MaxQuestions + 5 {
		survey.WriteString("\ntext | q" + strconv.Itoa(i) + " | Question")
	}
	survey.WriteString("\nselect_one l | s | Choix")
	list.WriteString("choices: list_name | name | label")
	for i := range question.MaxOptions + 5 {
		list.WriteString("\nl | c" + strconv.Itoa(i) + " | Réponse " + strings.Repeat("x", 600))
	}
	read := mustRead(t, file(t, survey.String(), list.String()))
	if len(read.Form.Questions) != question.MaxQuestions {
		t.Errorf("%d questions", len(read.Form.Questions))
	}
	if _, ok := left(read, "q84"); !ok {
		t.Error("a question beyond the bound is not listed")
	}
	read = mustRead(t, file(t, "survey: type | name | label\nselect_one l | s | "+strings.Repeat("a", 700), list.String()))
	if p := read.Form.Check(); len(p) > 0 {
		t.Error(p)
	}
	if len(ask(t, read.Form, "s").Options) != question.MaxOptions {
		t.Error("too many options are kept")
	}
}

// A spreadsheet runs none of what a form says.
func TestFormulasStayTexts(t *testing.T) {
	t.Parallel()
	f := question.Form{Format: 1, Title: question.FR(`=HYPERLINK("x")`), Langs: []question.Lang{"fr"}, Layout: question.Paged,
		Questions: []question.Question{{Key: "a", Kind: question.Text, Label: question.FR("=1+1"), Help: question.FR("@SUM(A1)")}}}
	data, err := xlsform.Write(f)
	if err != nil {
		t.Fatal(err)
	}
	books, _, err := workbook.ReadSheets(data, []string{"survey"}, workbook.Options{})
	if err != nil || len(books[0].Notes) > 0 || len(books[0].Faults) > 0 {
		t.Fatal(err, books[0].Notes)
	}
	read := mustRead(t, data)
	if q := ask(t, read.Form, "a"); q.Label["fr"] != "=1+1" || q.Help["fr"] != "@SUM(A1)" || read.Form.Title["fr"] != `=HYPERLINK("x")` {
		t.Errorf("%+v", q)
	}
}
