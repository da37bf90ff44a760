// Package activity holds what projects offer to the public: visits, workshops, talks, shows… An activity says what it is, for whom and
// under which conditions; it has no day, which is its dated slots' to say.
//
// It begins as an idea, is proposed, retained and announced, or put aside with the reason why. It may be taken up again for another
// project: its texts are copied, and both say so.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist. What becomes of an
// activity locks its project first.
package activity
