// Package outing holds what projects do away from the museum: where, with which host, how people go there, what may go wrong and what is done about it.
// Their times are slots, and what they load is equipment, as of any project.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist.
package outing
