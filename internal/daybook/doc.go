// Package daybook holds the day itself: what runs now and next in each place, who is there and how she is called, what is ticked, what is noted as it
// happens, and what the day was once it is over.
//
// What is sent comes from telephones that may have been without network for hours. It bears a key made there: the same under its key is done already,
// anything else under it is refused. Somebody's own is taken from her alone, whoever is logged in on her telephone meanwhile.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist.
package daybook
