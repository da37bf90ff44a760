// Package cardsheet reads a sheet about partners as people keep it, CSV or XLSX: a directory of organisations
// and the people to speak to, one row for each organisation or for each person, or a list of what was said with
// them, one row for each time. It makes candidates of the rows (internal/exchange/cards) and says what would
// become of each (intake.Report).
//
// # Columns
//
// The headings are the row among the first twenty that has the most that are known; they may stand over two
// rows. Case, accents and notes in brackets do not matter; roles.go lists them. « Nom » and « Tél. » are the
// organisation's or the person's by the row above that groups them (« STRUCTURE », « CONTACT »), else by the
// other columns; « Contact » and « Type » by their cells. A column whose heading nobody knows and whose cells
// look like addresses, telephones, codes or days makes the row of headings wait until somebody says what it
// is. What else is not read is named in a note.
//
// # Rows
//
// Each row that is not empty has one outcome, always:
//
//   - Skipped: above the headings, the headings, said again, totals, headings of a part, a foot; each says why.
//   - Created, or Changed where it only completes the organisation of an earlier row. What was assumed is a
//     remark: a zero put back, a month without a day, a number of Excel, a SIRET that a spreadsheet ruined.
//   - Waits: a cell that cannot be read (AskBad, or corrected), a row that looks like a test (AskTests), one
//     that looks like an earlier one (cards.AskAlike), a row without a name.
//
// « NC », « - », « néant » are nothing. Two people in one cell are two, with their own telephone and address
// where there are as many of these.
package cardsheet
