// Package web holds the UI's built files. The sources are TypeScript in src; `make build`
// puts what browsers need into dist, which is embedded here and not committed: without it
// the program builds all the same and shows how to build the UI.
package web

import (
	"embed"
	"io/fs"
	"testing/fstest"
)

//go:embed all:dist
var built embed.FS

// stub is the page of a program that was built without its UI.
const stub = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>gudok</title></head>
<body><h1>UI not built: run <code>make build</code></h1>
<p>This program was built by <code>go build</code> alone. It works, without screens: the API is under /api.</p>
</body></html>
`

// Files are the UI's files with index.html.
func Files() fs.FS {
	dist, err := fs.Sub(built, "dist")
	if err == nil {
		if _, err = fs.Stat(dist, "index.html"); err == nil {
			return dist
		}
	}
	return fstest.MapFS{"index.html": {Data: []byte(stub)}}
}
