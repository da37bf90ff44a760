package urls

import (
	"net/url"
	"strconv"
	"strings"
)

// ProjectPartners is the board of a project's partners; POST moves those that are chosen.
func ProjectPartners(project int64) string { return Project(project) + "/partenaires" }

// ProjectPartnerList is a project's partners as a list; POST adds one.
func ProjectPartnerList(project int64) string { return ProjectPartners(project) + "/liste" }

// ProjectPartnerMap is a project's partners on a schematic map, by district.
func ProjectPartnerMap(project int64) string { return ProjectPartners(project) + "/carte" }

// NewProjectPartner is the form for a partner of a project; POST to ProjectPartnerList adds it.
func NewProjectPartner(project int64) string { return ProjectPartners(project) + "/nouveau" }

// ProjectPartnersExport is a project's partners as a file of this format; with "", as a router's pattern.
func ProjectPartnersExport(project int64, format string) string {
	return with(ProjectPartners(project)+"/export", url.Values{"format": {format}})
}

// ProjectPartnersPrint is a project's partners for paper.
func ProjectPartnersPrint(project int64) string { return ProjectPartners(project) + "/impression" }

// Spot looks for organisations that nobody approached for a project (GET) and shares them out (POST).
func Spot(project int64) string { return ProjectPartners(project) + "/reperer" }

// SpotOf is Spot in a place, for some groups of kinds.
func SpotOf(project int64, search url.Values) string { return with(Spot(project), search) }

// CallSheet is the calls to a project's partners for paper; POST adds what to ask, which nothing keeps.
func CallSheet(project int64) string { return ProjectPartners(project) + "/appels" }

// CallSheetOf is the sheet of some partners only.
func CallSheetOf(project int64, partners ...int64) string {
	chosen := make([]string, len(partners))
	for i, id := range partners {
		chosen[i] = strconv.FormatInt(id, 10)
	}
	return with(CallSheet(project), url.Values{"ids": {strings.Join(chosen, ",")}})
}

// Partner is the form of a partner of a project; POST saves it.
func Partner(id int64) string { return path("/partenaires/", id) }

// PartnerDelete asks (GET) and takes a partner off its project (POST).
func PartnerDelete(id int64) string { return Partner(id) + "/suppression" }
