// Package intake is what a file of rows and the person who imports it say to each other: how the file
// was read, what would become of each of its rows and why, and what the person decides about it.
//
// Each row that is not empty has exactly one outcome: nothing is dropped in silence, and nothing that
// waits for an answer is imported meanwhile.
//
// # One source
//
// Open makes rows of cells of the bytes of a file, CSV or XLSX, by internal/exchange/sheet or
// internal/exchange/workbook, with the Choices made: encoding, separator, sheet, corrections. What knows
// what the rows mean (internal/exchange/table, internal/exchange/plansheet) reads this Source, asks it
// which rows are left out and which cells hold no value, and writes a Report.
package intake
