// Package logistics keeps the administrative and logistical file of a project: the pieces that are to obtain or to send, with by when, from whom
// and what holds them back; what is delivered; and the ready list by which a file begins.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist, and whoever may
// not see amounts is given pieces without them.
package logistics
