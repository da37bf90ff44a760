package urls

import (
	"net/url"
	"strconv"
	"strings"
)

// ProjectLinks are the links through which a project is read without an account; POST makes one.
func ProjectLinks(project int64) string { return Project(project) + "/liens" }

// MyFeeds are the feeds of one's own tasks; POST makes one.
func MyFeeds() string { return MyAccount() + "/agendas" }

// AllLinks are those of the whole service.
func AllLinks() string { return Settings() + "/liens" }

// LinkEnd ends a link (POST).
func LinkEnd(link int64) string { return path("/liens/", link, "/arret") }

// LinkResume has it open again what it did (POST).
func LinkResume(link int64) string { return path("/liens/", link, "/reprise") }

// SharedPlan is a project's retroplanning as a partner reads it, without an account.
func SharedPlan(token string) string { return sharedPlans + token }

// SharedFeed are dates for a calendar program, without an account.
func SharedFeed(token string) string { return sharedFeeds + token + ".ics" }

// OutsiderLinks are the links through which somebody without an account reads her slots; POST makes one.
func OutsiderLinks(outsider int64) string { return Outsider(outsider) + "/liens" }

// SharedSlots is what somebody without an account is given, by her link; POST answers.
func SharedSlots(token string) string { return sharedSlots + token }

// ProjectDoors are the links by which people without an account count at a project; POST makes one.
func ProjectDoors(project int64) string { return ProjectLinks(project) + "/portes" }

// NewDoor is ProjectDoors for a slot.
func NewDoor(project, slot int64) string {
	return with(ProjectDoors(project), url.Values{"seance": {strconv.FormatInt(slot, 10)}})
}

// Doors is below what somebody without an account counts.
func Doors() string { return strings.TrimSuffix(sharedDoors, "/") }

// DoorWorker is the program that keeps the pages of the doors on a telephone.
func DoorWorker() string { return sharedDoors + "veille.js" }

// Door is where somebody without an account counts, by her link; POST gives its code.
func Door(token string) string { return sharedDoors + token }

// DoorCount is where she counts at one of several slots.
func DoorCount(token string, slot int64) string { return path(Door(token)+"/", slot) }

// DoorSent takes what was counted (POST), from a form or from a telephone that kept it.
func DoorSent(token string) string { return Door(token) + "/saisies" }

// The parts of the public site.
const (
	sharedPlans = "/partage/"
	sharedFeeds = "/agenda/"
	sharedSlots = "/feuille/"
	sharedDoors = "/porte/"
)
