package xlsform_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/workbook"
	"parvis/internal/exchange/xlsform"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

var (
	xmlName   = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	reference = regexp.MustCompile(`\$\{([^}]*)\}`)
	ofType    = regexp.MustCompile(`^(select_one|select_multiple|rank) ([^ ]+)( or_other)?$`)
)

// programsAccept holds a form that is written to the rules of the programs that read XLSForm, as far as they are known: the names of sheets and columns, names that XML takes and that are
// there once whatever their case, choices that are there and apart, groups that end, and references to what comes before.
func programsAccept(f question.Form) string {
	data, err := xlsform.Write(f)
	if err != nil {
		return err.Error()
	}
	books, unread, err := workbook.ReadSheets(data, []string{"survey", "choices", "settings", "_non repris"}, workbook.Options{})
	if err != nil || len(unread) > 0 {
		return fmt.Sprint(err, unread)
	}
	columns := func(b *workbook.Book) map[string]int {
		at := map[string]int{}
		for i, heading := range b.Rows[0].Cells {
			if _, twice := at[heading]; twice || heading == "" {
				at["!"+heading] = i
			}
			at[heading] = i
		}
		return at
	}
	survey, choices, settings := columns(books[0]), columns(books[1]), columns(books[2])
	for _, at := range []map[string]int{survey, choices, settings} {
		for heading := range at {
			base, lang, translated := strings.Cut(heading, "::")
			if !slices.Contains([]string{"type", "name", "label", "hint", "required", "relevant", "appearance", "constraint", "parameters", "list_name", "form_title", "form_id", "default_language"}, base) && !strings.HasPrefix(base, "parvis") ||
				translated && !strings.HasSuffix(lang, ")") {
				return "a column that programs do not know: " + heading
			}
		}
	}
	cell := func(b *workbook.Book, row int, at map[string]int, name string) string {
		if i, ok := at[name]; ok && i < len(b.Rows[row].Cells) {
			return b.Rows[row].Cells[i]
		}
		return ""
	}
	lists := map[string]map[string]bool{}
	for i := 1; i < len(books[1].Rows); i++ {
		list, name := cell(books[1], i, choices, "list_name"), cell(books[1], i, choices, "name")
		if lists[list] == nil {
			lists[list] = map[string]bool{}
		}
		if lists[list][name] || name == "" || strings.ContainsAny(name, " \t\n") {
			return "a choice that is there twice, or has no name: " + list + " " + name
		}
		lists[list][name] = true
		if cell(books[1], i, choices, "label::Français (fr)") == "" {
			return "a choice without a label: " + name
		}
	}
	known, open := map[string]bool{}, []string{}
	names := map[string]bool{}
	for i := 1; i < len(books[0].Rows); i++ {
		kind, name := cell(books[0], i, survey, "type"), cell(books[0], i, survey, "name")
		for _, m := range reference.FindAllStringSubmatch(strings.Join(books[0].Rows[i].Cells, " "), -1) {
			if !known[m[1]] {
				return "a reference to what does not come before: " + m[0]
			}
		}
		if kind == "end_group" {
			if len(open) == 0 || name != "" {
				return "a group that ends without a beginning"
			}
			open = open[:len(open)-1]
			continue
		}
		if !xmlName.MatchString(name) || names[strings.ToLower(name)] {
			return "a name that is there twice, or is none: " + name
		}
		names[strings.ToLower(name)] = true
		known[name] = true
		if cell(books[0], i, survey, "label::Français (fr)") == "" {
			return "a row without a label: " + name
		}
		switch m := ofType.FindStringSubmatch(kind); {
		case m != nil:
			if len(lists[m[2]]) == 0 || m[3] != "" && lists[m[2]]["other"] {
				return "a list that is not there, or that has « other » already: " + kind
			}
		case kind == "begin_group":
			open = append(open, name)
			if i+1 == len(books[0].Rows) || cell(books[0], i+1, survey, "type") == "end_group" {
				return "an empty group: " + name
			}
		case !slices.Contains([]string{"note", "text", "integer", "decimal", "date", "acknowledge", "range"}, kind):
			return "a type that programs do not know: " + kind
		}
	}
	if len(open) > 0 {
		return "a group that does not end: " + strings.Join(open, " ")
	}
	if len(books[2].Rows) != 2 || cell(books[2], 1, settings, "default_language") != "Français (fr)" || !xmlName.MatchString(cell(books[2], 1, settings, "form_id")) {
		return "settings that programs do not read"
	}
	return ""
}

func TestOtherProgramsAcceptTheFormsOfParvis(t *testing.T) {
	t.Parallel()
	for _, r := range shipped.Forms() {
		if p := programsAccept(r.Form); p != "" {
			t.Errorf("%s: %s", r.Key, p)
		}
	}
}
