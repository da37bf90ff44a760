// Package tally counts what was answered to a form: in one pass over kept lines (question.EachKept), for the joined versions of the form
// (question.Join), and holds what may be said of a count.
//
// What may not be shown cannot be written: a share of fewer than five answers, a recommendation of fewer than thirty, a mean of a scale, a sum of what was answered alone
// and what was answered with help do not exist as values. A page draws what a Result gives it, and has no way to more.
//
// Questions are counted one by one. What crosses two of them has to suppress small cells, and a second one beside each so that it cannot be worked out again (fewer than
// five inside the service, than eleven in what is published): that comes with its own type, never from Lines.
//
// It is pure.
package tally
