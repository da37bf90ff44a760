// Package equipment holds what the service lends to its projects: a catalogue with quantities, sets of it, what is booked and when, what left the
// store and came back.
//
// A booking is of a slot, during its time with setting up and tidying, or made by hand from when to when. What it takes is noted by the database as
// its rows are written, whoever writes them (reservations, which spaces are taken in too). Of a thing there are several, so that one is lacking at some
// hours and not at others: Lacks finds when. Booking more than there are is asked about, then allowed, and shows until it is settled.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist. Booking locks the project, then the
// slot, then takes its turn (takeTurn), after which nothing else is locked, then looks at what would be lacking.
package equipment
