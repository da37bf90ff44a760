// Package docx fills models in Word's format (.docx) and writes documents in it. It knows nothing of whose values they are.
//
// # Filling
//
// A model is a document of which somebody wrote {{structure.nom}} where a value goes. Open finds those fields however the word processor
// cut them up; Fill makes one document of them, FillAll one of many letters. A field's name is letters, digits, dots and underscores: capitals
// and accents do not matter, nor do spaces within the braces. What is no whole field, like « {{ pas fini », stays as it is.
//
// Fields stand in the text, in tables, text boxes, content controls, tracked insertions, headers, footers, footnotes and endnotes. Those of
// drawings (SmartArt, charts) and comments are not looked for, and Word's own merge fields (MERGEFIELD) are not filled.
//
// The file is never taken apart and built anew. Only the texts that hold a field are written, in one pass: a value that itself reads
// {{lieu}} is not filled again. Every part without a field is copied as it is packed, to the byte.
//
// # Values
//
// A field is a text, or one of a list: of {{contacts.nom}}, Values has the list « contacts ».
//
//   - The innermost table row that names a list repeats once per item; the first list that it names counts. With an empty list the row
//     disappears, unless its table would keep none: Word takes that for damage, and the row stays and says nothing.
//   - Anywhere else a list's field gives all its items, separated by commas.
//   - A field that has no value (Missing) becomes Blank, a line to write on. A value that is "" says nothing.
//
// # Letters
//
// FillAll gives each letter a section of its own, which begins on a new page numbered 1, and notes of its own. Headers and footers exist once
// in such a document: their fields take what all letters share, and are left empty otherwise (Unshared). Numbered lists go on from letter to
// letter, as they do in Word's own mail merge.
//
// # Bounds
//
// A document is a ZIP of XML that may claim anything. Parts that may hold fields are unpacked, MostPart bytes each; what is unpacked, declared
// or made in all has its bound too. A document type, elements that do not end as they began, and macros are refused. Nothing is written to
// the disk, nor to the writer where making the document fails.
package docx
