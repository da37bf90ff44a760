// Package survey holds the forms by which a service asks what people thought: their drafts, which are built, and their published versions, which never
// change; and the bank of questions that several forms ask under one key.
//
// What a form may ask and how an answer is read is internal/survey/question. Who answered, and what, is another room's.
package survey
