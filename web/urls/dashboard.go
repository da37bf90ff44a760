package urls

// Watch is every late and every critical task of the live projects.
func Watch() string { return "/a-surveiller" }
