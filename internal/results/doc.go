// Package results is what is made of answers: counted under a filter, read as verbatims, compared with another edition, taken away as files, and turned into tasks.
//
// Answers are internal/response's, and never change. What is not to be counted is set aside here, with its reason, and said beside every number. What may be said of a count
// is internal/survey/tally's.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist.
package results
