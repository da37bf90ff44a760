package table

// Known tells whether a cell is a heading of a table.
func Known[T any](t Table[T], cell string) bool {
	known, err := t.headings()
	_, is := known[fold(cell)]
	return is && err == nil
}
