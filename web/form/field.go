package form

import (
	"maps"
	"slices"
	"strconv"

	"parvis/web/ui"
)

// Field gives a field what was typed in it, or chosen among its options, and its problem.
func (f *Form) Field(field ui.Field) ui.Field {
	typed := f.values.Get(field.Name)
	field.Options = ui.Choose(field.Options, typed)
	return field.With(typed, f.problems)
}

// Box gives a box to tick its state and its problem.
func (f *Form) Box(field ui.Field) ui.Field {
	field.Checked = f.Flag(field.Name)
	return field.With("oui", f.problems)
}

// Secret gives a password's field its problem; what was typed never goes back to the page.
func (f *Form) Secret(field ui.Field) ui.Field {
	field.Type = "password"
	return field.With("", f.problems)
}

// Kept gives a value that the page keeps without showing it.
func (f *Form) Kept(name string) ui.Hidden { return ui.Hidden{Name: name, Value: f.values.Get(name)} }

// Edition gives the version that the form would replace, as it came.
func (f *Form) Edition() []ui.Hidden { return []ui.Hidden{f.Kept(fieldVersion)} }

// Again carries what was typed on to a page that offers to save it over the version that is stored now.
func (f *Form) Again(stored int) []ui.Hidden {
	var out []ui.Hidden
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		if name == fieldVersion {
			continue
		}
		for _, value := range f.values[name] { // boxes share a name
			out = append(out, ui.Hidden{Name: name, Value: value})
		}
	}
	return append(out, ui.Hidden{Name: fieldVersion, Value: strconv.Itoa(stored)})
}
