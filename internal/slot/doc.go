// Package slot holds when and where activities are held: their dated slots, the groups that come to them, what does not hold among them.
//
// A slot keeps moments, and people read and write what clocks of Paris show. What of the museum it takes is noted by the database as
// its row is written, whoever writes it (reservations): two that are planned never take one space at once, unless whoever planned the second
// said so. What a change brings, and what it mends, is the difference between the conflicts before and after it (package clash).
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist. What becomes of a slot locks
// its project first, then the spaces that it leaves and takes, in their order.
package slot
