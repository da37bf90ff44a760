// Package partner is the service's directory: the organisations it works with, the people there, and what was
// exchanged with them.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not
// exist.
package partner
