// Package partnership says which organisations take part in a project, as what and how far it got, and keeps the
// agreements that are signed with them.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not
// exist.
package partnership
