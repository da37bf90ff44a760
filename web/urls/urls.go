// Package urls gives every path of the site as a function: French nouns that people can share.
package urls

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// Home is the dashboard.
func Home() string { return "/" }

// Health answers 200 when the database does.
func Health() string { return "/healthz" }

// Accessibility is the public declaration.
func Accessibility() string { return "/accessibilite" }

// SiteMap leads to every page that belongs to no event, project, task or space.
func SiteMap() string { return "/plan-du-site" }

// New offers what may be created; a project or an event of the query fills it.
func New(from url.Values) string { return with("/nouveau", from) }

// Guide is the guide of the service.
func Guide() string { return "/aide" }

// GuidePage is a page of the guide, or a heading of it: "retroplanning#imprimer".
func GuidePage(page string) string { return Guide() + "/" + page }

// GuidePicture is a picture of the guide.
func GuidePicture(name string) string { return Guide() + "/images/" + name }

// AnyGuidePage is what GuidePage names, for the router.
const AnyGuidePage = "{page}"

// What a path names, for the router: urls.Event(urls.AnyEvent) is "/evenements/{event}". No thing has a
// negative id.
const (
	AnyEvent int64 = -1 - iota
	AnyProject
	AnyTask
	AnyItem
	AnyNeed
	AnyPerson
	AnyClosure
	AnyLeave
	AnySpace
	AnyOrganisation
	AnyContact
	AnyPost
	AnyExchange
	AnyList
	AnyTerritory
	AnyModel
	AnyAgreement
	AnyPartner
	AnyActivity
	AnySlot
	AnyGroup
	AnySlotNeed
	AnyPosting
	AnyOutsider
	AnySkill
	AnyPiece
	AnyDelivery
	AnyFileEntry
	AnyAudience
	AnyEntry
	AnyThing
	AnyEquipment
	AnyEquipmentSet
	AnyBooking
	AnyBookingLine
	AnyOuting
	AnyForm
	AnyFormVersion
	AnyBankQuestion
	AnyCollection
	AnyObservation
	AnyResponse
)

var names = map[int64]string{AnyEvent: "{event}", AnyProject: "{project}", AnyTask: "{task}", AnyItem: "{item}", AnyNeed: "{need}",
	AnyPerson: "{person}", AnyClosure: "{closure}", AnyLeave: "{leave}", AnySpace: "{space}",
	AnyOrganisation: "{organisation}", AnyContact: "{contact}", AnyPost: "{post}", AnyExchange: "{exchange}", AnyList: "{list}", AnyTerritory: "{territory}", AnyModel: "{model}", AnyAgreement: "{agreement}", AnyPartner: "{partner}", AnyActivity: "{activity}", AnySlot: "{slot}", AnyGroup: "{group}", AnySlotNeed: "{slotneed}", AnyPosting: "{posting}", AnyOutsider: "{outsider}", AnySkill: "{skill}", AnyPiece: "{piece}", AnyDelivery: "{delivery}", AnyFileEntry: "{fileentry}", AnyAudience: "{audience}", AnyEntry: "{entry}", AnyThing: "{thing}",
	AnyEquipment: "{equipment}", AnyEquipmentSet: "{equipmentset}", AnyBooking: "{booking}", AnyBookingLine: "{bookingline}", AnyOuting: "{outing}",
	AnyForm: "{form}", AnyFormVersion: "{formversion}", AnyBankQuestion: "{bankquestion}",
	AnyCollection: "{collection}", AnyObservation: "{observation}", AnyResponse: "{response}"}

// path joins parts with ids: path("/projets/", 3, "/membres").
func path(parts ...any) string {
	out := ""
	for _, p := range parts {
		switch v := p.(type) {
		case string:
			out += v
		case int64:
			out += cmp.Or(names[v], strconv.FormatInt(v, 10))
		}
	}
	return out
}

// with adds a query to a path, leaving out empty values.
func with(path string, query url.Values) string {
	for name, values := range query {
		if len(values) == 0 || values[0] == "" {
			query.Del(name)
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// maxLocal bounds a path that came from outside, in bytes.
const maxLocal = 2000

// Local tells whether target, which came from outside, is a path of this site that a browser may
// be sent to: another site, however written, is not.
func Local(target string) bool {
	if len(target) > maxLocal || !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") {
		return false
	}
	// Browsers read "\" as "/" and drop tabs and line ends, so that "/\t/example.org" leaves this site.
	if strings.ContainsFunc(target, func(r rune) bool { return r == '\\' || unicode.IsControl(r) || r == unicode.ReplacementChar }) {
		return false
	}
	u, err := url.Parse(target)
	return err == nil && u.Scheme == "" && u.Host == "" && u.User == nil
}
