// Package attendance holds how many people came: the audiences that are told apart, and the taps that count them, slot by slot.
//
// A count is the sum of its taps, each of which bears a key made where it was tapped: sent twice it counts once, and two telephones never lose
// each other's work. What nobody counted is not known, which is not zero. How many were planned, and how many registered, are the slot's own.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist.
package attendance
