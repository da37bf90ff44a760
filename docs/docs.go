// Package docs holds the guide of the service, which the program serves.
package docs

import "embed"

// Guide is docs/guide with its pictures.
//
//go:embed guide/*.md images/*.png
var Guide embed.FS
