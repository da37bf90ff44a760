// Package sheet turns the bytes of a spreadsheet saved as text (CSV, « Texte Unicode ») into
// rows of cells, the way a spreadsheet would show them. It knows nothing of what the cells
// mean: every import of a text starts here, and internal/exchange/workbook makes the same rows
// of a workbook.
//
// # Letters
//
// UTF-8 with or without a byte order mark, UTF-16 with one, Windows-1252 and Mac Roman. The
// last two carry no mark: the one that gives the more likely French wins. What would come
// out as other letters than those written is refused with its row: a file that is UTF-8 but
// for a few bytes, bytes that stand for nothing, a replacement character, a NUL. An encoding or a
// separator that somebody chose (Options) is taken at its word.
//
// # Rows
//
// Lines end with LF, CRLF or a lone CR. Cells are separated by semicolons, tabs, commas or
// bars, whichever gives the most consistent table, or by what a first line "sep=;" says.
// Quotes are read as Excel reads them, but one that takes whole rows of the table is refused, unless
// every cell of its record is quoted, as programs write it. Rows carry the number that the spreadsheet
// shows: empty ones count, a cell with a line break is still one row, and "sep=;" is row 1.
//
// # Formulas
//
// Protect marks a text that a spreadsheet would run, and Unprotect takes the mark away again. Cells
// come as they stand in the file: whoever reads them unprotects.
package sheet
