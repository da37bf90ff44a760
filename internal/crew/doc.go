// Package crew holds who may be given slots of the programme: the people of the service, and those who work for it without an account
// (people hired by the day, volunteers, agents of the museum); and what each of them knows how to do.
//
// Nothing of anybody's health, disability or social situation has a place here.
//
// Operations take who asks and when, as one value; whoever may not see a thing is answered as if it did not exist.
package crew
