package urls

import "net/url"

// Crew is who may be given slots; POST creates somebody without an account.
func Crew() string { return "/equipe" }

// CrewOf is the list under a filter.
func CrewOf(filter url.Values) string { return with(Crew(), filter) }

// CrewPrint is the list under a filter for paper.
func CrewPrint(filter url.Values) string { return with(Crew()+"/impression", filter) }

// NewOutsider is the form for somebody without an account; POST to Crew creates her.
func NewOutsider() string { return Crew() + "/nouveau" }

// Outsider is somebody without an account; POST edits her.
func Outsider(id int64) string { return path(Crew()+"/", id) }

// OutsiderEdit is the form of an outsider; POST to Outsider saves it.
func OutsiderEdit(id int64) string { return Outsider(id) + "/modifier" }

// OutsiderDelete asks (GET) and puts an outsider in the trash (POST).
func OutsiderDelete(id int64) string { return Outsider(id) + "/suppression" }

// OutsiderHistory is who did what to an outsider, and when.
func OutsiderHistory(id int64) string { return Outsider(id) + "/historique" }

// CrewPerson is somebody of the service with her skills; POST sets them.
func CrewPerson(id int64) string { return path(Crew()+"/personnes/", id) }

// CrewPersonHistory is how the skills of somebody of the service changed.
func CrewPersonHistory(id int64) string { return CrewPerson(id) + "/historique" }

// Skills is the list of skills; POST adds one.
func Skills() string { return Crew() + "/competences" }

// Skill is the form of a skill's name; POST saves it.
func Skill(id int64) string { return path(Skills()+"/", id) }

// SkillDelete asks (GET) and puts a skill in the trash (POST).
func SkillDelete(id int64) string { return Skill(id) + "/suppression" }
