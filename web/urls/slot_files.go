package urls

// SlotsImport brings slots of a project from a file.
func SlotsImport(project int64) string { return BringImport("seances", project) }
