package urls

// Events is the list of events by year.
func Events() string { return "/evenements" }

// Event is one edition.
func Event(id int64) string { return path("/evenements/", id) }

// Projects is the list of projects.
func Projects() string { return "/projets" }

// Project is the overview of a project.
func Project(id int64) string { return path("/projets/", id) }
