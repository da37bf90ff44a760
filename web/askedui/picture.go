package askedui

// picture is a drawing that Parvis comes with, as SVG; "" for a name that none bears.
func picture(name string) string { return "" }
