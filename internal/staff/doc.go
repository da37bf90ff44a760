// Package staff holds who holds the slots: what each needs, who is given it, what each of them was told of it and answered.
//
// The need comes before the name: one that nobody is given is a gap, which shows. Somebody is one number (crew.Hand), with an account or without.
// When somebody is taken by what she is given is noted by the database as its rows are written, whoever writes them (presences): two slots that are
// planned never take one person at once, unless whoever gave the second said so.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist. Giving locks the people in their
// order (crew.Lock), then the slots in theirs, then looks at what would not hold.
package staff
