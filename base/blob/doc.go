// Package blob keeps whole files by name: recordings, voicemails, uploaded prompts. A blob
// is put once and never changed.
//
// [Store] is what rooms use; [Disk] keeps blobs as files in a folder, so that a backup is a
// copy. Another store (S3) passes the same conformance test.
//
// Read in this order: blob.go, disk.go.
package blob
