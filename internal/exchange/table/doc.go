// Package table writes the things of a room as files and reads them back, CSV and XLSX alike, from
// one list of columns.
//
//	var spaces = table.Table[Space]{Name: "Espaces", Blank: Space{Active: true}, Columns: []table.Column[Space]{
//		{Name: "nom", Label: "Nom", Required: true,
//			Cell: func(s Space) table.Cell { return table.Text(s.Name) },
//			Read: func(s *Space, text string) error { s.Name = french.OneLine(text); return nil }},
//		{Name: "assises", Label: "Capacité assise", Aliases: []string{"Places assises"},
//			Cell: func(s Space) table.Cell { return table.Whole(s.Seated) },
//			Read: func(s *Space, text string) (err error) { s.Seated, err = written.Whole(text); return err }},
//	}}
//
//	err := spaces.Write(w, table.XLSX, all)
//	read, err := spaces.Read(data)
//
// # Writing
//
// A cell is a text, a number, a day or an answer. A workbook holds real numbers and days; CSV is
// what Excel reads in France: UTF-8 with its mark, semicolons, CRLF, decimal commas. What a
// spreadsheet would run as a formula is text in a workbook and protected by an apostrophe in CSV.
//
// # Reading
//
// What a file is, its bytes say, not its name. Read gives the same texts to the columns whichever
// of the two it is, and what Write wrote gives the same values again, but for a row whose cells
// are all empty, the spaces of a cell that holds nothing else, and the kind of line ends.
//
// Nothing is lost in silence: each row that is not empty is the headings, or one of Rows with its
// value or its problems, or one of Aside that the notes or the report name. A column that is not known,
// not read or not there is named in the notes.
//
// # Importing
//
// ReadWith reads a file as a person chose (intake.Choices): another encoding, separator, sheet or row of
// headings, what each column is, corrections of cells, rows that are left out. Report tells the outcome of
// every row. A column that is required and not there, or there twice, is an error of Read, for which
// nobody can be asked; of ReadWith, it is the row of headings that waits.
//
// # Bounds
//
// MostBytes of a file, MostRows, MostColumns, MostLetters of a cell; those of what a workbook
// unpacks are in internal/exchange/workbook. Workbooks are read one at a time: the largest takes
// some 90 MB while it is read.
package table
