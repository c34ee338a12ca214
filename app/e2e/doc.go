// Package e2e proves the whole program from outside: real processes of bin/gudok on empty
// folders, set up through the API, called by real telephones over loopback (sipp, baresip,
// our own sim/phone) and used by agents in a real browser. What is claimed is read from the
// API, from the sound that somebody hears, and from the processes themselves.
//
// The tests are behind the build tag e2e, because they need the built program with its UI
// and the Debian packages that tools/needs installs: `make e2e`. GUDOK_BIN names another
// program, CHROMIUM another browser.
//
// Read in this order: server_test.go (a process of ours), centre_test.go (how a centre is set
// up), desk_test.go (an agent without a page), telephone_test.go, sound_test.go, browser_test.go,
// then the stories: first_call_test.go, digits_test.go, returned_test.go, deskphone_test.go,
// restart_test.go, kill_test.go, refused_test.go, locked_test.go, fulldisk_test.go.
package e2e
