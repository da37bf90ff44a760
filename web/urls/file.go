package urls

// Files is the files of a thing, on a page of their own; POST adds some. kind is the word for what it is: "taches".
func Files(kind string, id int64) string { return path("/fichiers/"+kind+"/", id) }

// InFiles is the files on the page of a thing.
func InFiles(page string) string { return page + "#les-fichiers" }

// File is a file, to save.
func File(id int64) string { return path("/fichier/", id) }

// FileThumbnail is a picture small.
func FileThumbnail(id int64) string { return File(id) + "/vignette" }

// FilePlace leads to the page of what a file is attached to.
func FilePlace(id int64) string { return File(id) + "/page" }

// FileDelete takes a file off what it is attached to (POST).
func FileDelete(id int64) string { return File(id) + "/suppression" }

// FileAmounts says that a file tells amounts (POST); FileAmountsDelete, that it does not.
func FileAmounts(id int64) string { return File(id) + "/montants" }

// FileAmountsDelete says that a file tells no amounts (POST).
func FileAmountsDelete(id int64) string { return FileAmounts(id) + "/supprimer" }
