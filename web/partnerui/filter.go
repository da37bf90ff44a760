package partnerui

import (
	"net/http"
	"net/url"

	"parvis/internal/partner"
	"parvis/web/form"
)

// FilterOf is the filter that the address of the list of organisations writes so, as one that is kept under a name: what cannot be read filters nothing.
func FilterOf(query string) partner.Filter {
	return parseFilter(form.Query(&http.Request{URL: &url.URL{RawQuery: query}}))
}
