// Package xlsform reads forms from workbooks as other programs keep them (XLSForm: the sheets survey, choices and settings), and writes them so.
//
// # Reading
//
// Every row of the sheet survey is kept, or listed with the reason why it is not; what is kept otherwise than it was written is noted. What identifies a device, a moment or a
// place is never kept: answers are anonymous by construction. Conditions are kept where internal/survey/question can say them exactly; otherwise the question is kept without,
// and that is listed. A scale is taken for one where its codes are figures that go up, so that its first answer is the least; other lists are plain choices.
//
// # Writing
//
// What Write wrote, Read gives back: the same keys, wordings, conditions and order. Other programs ignore the columns called parvis, where stands what XLSForm has no word for:
// the kind of a scale, an answer that means « Je ne sais pas », a drawing. What the file does not say to them, and what it does not say at all, is listed on a last sheet (Omitted).
//
// # Bounds
//
// MostBytes of a file, MostRows and MostChoices of its sheets; a form that is read never has more questions, options or letters than internal/survey/question bounds.
//
// It is pure.
package xlsform
