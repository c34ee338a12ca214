// Package g711 is ITU-T G.711: the two laws by which telephones squeeze a sample into a
// byte, and the tables between them.
package g711
