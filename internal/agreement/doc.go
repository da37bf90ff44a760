// Package agreement holds what the museum and its partners sign: with whom, for which project, from when to when, and for how much.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist, and whoever may
// not see amounts is given agreements without them.
package agreement
