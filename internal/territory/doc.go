// Package territory holds the towns and the priority districts (QPV) that the service works with.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not
// exist.
package territory
