// Package workbook reads and writes spreadsheets in the format of Excel (.xlsx, .xlsm), as rows of
// cells like those of internal/exchange/sheet. It knows nothing of what the cells mean.
//
// # Reading
//
// A cell gives the text that a spreadsheet would save as CSV, whatever its display hides: a day is
// "13/06/2025", with its hour if it has one, a number "1200,75", a percentage "50 %", a truth
// "VRAI", a formula its last result. Texts are as they are. Rows carry the number that the
// spreadsheet shows. What is hidden is read and said, and so are sheets that are not read. A cell
// that holds no value, because its formula fails or was never worked out, is a Fault.
//
// Of several sheets, the one that is asked for is read, else the one that holds the most headings that
// the import knows.
//
// # Bounds
//
// A workbook is a ZIP of XML that may claim anything. Only the parts that matter are unpacked, as a
// stream: MostUnpacked bytes of them, MostText bytes of text in the cells, MostToken bytes from one
// mark to the next and mostDepth elements within each other. No number that the file gives is
// trusted for reserving memory. What is malformed is refused with its row; a part that ends too
// soon is malformed. Nothing is written to disk.
package workbook
